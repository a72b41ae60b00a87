/// Events: technical events for log and metrics, and business events for the business's own server.
@NullMarked
package dev.recado.domain.event;

import org.jspecify.annotations.NullMarked;
