/// What happens on a message's way: events for the log, and business events for the business's own server.
@NullMarked
package dev.recado.domain.event;

import org.jspecify.annotations.NullMarked;
