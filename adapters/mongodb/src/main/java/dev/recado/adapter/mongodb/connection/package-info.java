/// The connection to the store, its collections and indexes, and whether it can be reached.
@NullMarked
package dev.recado.adapter.mongodb.connection;

import org.jspecify.annotations.NullMarked;
