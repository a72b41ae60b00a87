/// Protection of the HTTP server: connections, strict requests, no compressed bodies.
@NullMarked
package dev.recado.application.http;

import org.jspecify.annotations.NullMarked;
