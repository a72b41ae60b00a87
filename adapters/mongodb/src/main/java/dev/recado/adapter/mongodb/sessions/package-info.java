/// Conversations: claimed, committed, joined, and closed when they are idle.
@NullMarked
package dev.recado.adapter.mongodb.sessions;

import org.jspecify.annotations.NullMarked;
