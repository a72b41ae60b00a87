/// Databases, collections and indexes of the embedded server, kept in maps of an H2 MVStore.
@NullMarked
package dev.recado.adapter.mongodb.mvstore;

import org.jspecify.annotations.NullMarked;
