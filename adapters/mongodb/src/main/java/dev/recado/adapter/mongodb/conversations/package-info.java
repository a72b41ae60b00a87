/// Conversations as people of the business read and mark them.
@NullMarked
package dev.recado.adapter.mongodb.conversations;

import org.jspecify.annotations.NullMarked;
