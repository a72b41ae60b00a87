package dev.recado.domain.conversation;

import dev.recado.domain.identity.Channel;
import java.time.Instant;

/// The last notification that a user got, so that the user's reply to it is understood.
///
/// @param event the business's name of the event, such as `APPOINTMENT_REMINDER_24H`
/// @param subject one line; may be empty
/// @param body the text that the user read
/// @param channel through which it was sent
/// @param at when it was given to the provider
public record LastNotification(String event, String subject, String body, Channel channel, Instant at) {}
