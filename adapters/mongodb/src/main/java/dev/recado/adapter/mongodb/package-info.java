/// MongoDB behind the core's stores: a server, or the same protocol served from a file in this process.
@NullMarked
package dev.recado.adapter.mongodb;

import org.jspecify.annotations.NullMarked;
