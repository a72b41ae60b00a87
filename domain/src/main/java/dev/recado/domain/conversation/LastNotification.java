package dev.recado.domain.conversation;

import dev.recado.domain.identity.Channel;
import java.time.Instant;

/// What the business told a user unasked, so that the user's reply to it is understood.
///
/// @param event the business's own name for what happened, as `APPOINTMENT_REMINDER_24H`
/// @param subject a line; may be empty
/// @param body as the user read it
/// @param channel the way it went
/// @param at when it was given to the provider
public record LastNotification(String event, String subject, String body, Channel channel, Instant at) {}
