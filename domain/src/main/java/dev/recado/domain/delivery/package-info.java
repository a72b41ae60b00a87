/// Sending parts to a provider: pacing, retries, blocked senders, typing indicators and templates.
@NullMarked
package dev.recado.domain.delivery;

import org.jspecify.annotations.NullMarked;
