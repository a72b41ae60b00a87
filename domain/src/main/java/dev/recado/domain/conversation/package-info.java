/// Conversations, their states and leases, what is known of their users, and the port that stores them.
@NullMarked
package dev.recado.domain.conversation;

import org.jspecify.annotations.NullMarked;
