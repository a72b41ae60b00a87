/// A small HTTP server and client on loopback that the stand-ins share, with a record of what passed.
@NullMarked
package dev.recado.adapter.simulator.http;

import org.jspecify.annotations.NullMarked;
