/// The inbox, where the people of a business read and answer its conversations.
@NullMarked
package dev.recado.adapter.inbox;

import org.jspecify.annotations.NullMarked;
