/// The message log, the inbox and the dead letters, all in one collection.
@NullMarked
package dev.recado.adapter.mongodb.messages;

import org.jspecify.annotations.NullMarked;
