/// Keeps on disk what the store cannot take while it is away.
@NullMarked
package dev.recado.adapter.mongodb.spool;

import org.jspecify.annotations.NullMarked;
