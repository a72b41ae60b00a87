package dev.recado.domain.message;

import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The outcome of sending a part, for the message log.
///
/// @param externalId the provider's id, once accepted
/// @param at when the provider accepted or refused it
public record PartOutcome(
        OutboundMessage message,
        DeliveryStatus status,
        @Nullable String externalId,
        @Nullable String errorCode,
        @Nullable String errorText,
        Instant at) {

    /// Returns this outcome in another conversation.
    public PartOutcome in(ConversationId conversation) {
        return new PartOutcome(message.in(conversation), status, externalId, errorCode, errorText, at);
    }
}
