package dev.recado.adapter.twilio.sending;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The webhook responses that wait for an answer, by the message that they answer. Thread-safe.
public final class OpenWebhookResponses implements AutoCloseable {
    /// How many requests may wait at once; further ones get their answer through the REST API.
    private static final int MAX_OPEN = 2_000;

    private final Map<MessageId, OpenWebhookResponse> openResponses = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /// Opens a response for this message; empty when one is open already (the same delivery twice at once), or
    /// when too many are open.
    public Optional<OpenWebhookResponse> open(InboundMessage message) {
        if (openResponses.size() >= MAX_OPEN) {
            return Optional.empty();
        }
        var openResponse = new OpenWebhookResponse(message.conversationId(), numbers.incrementAndGet());
        return openResponses.putIfAbsent(message.id(), openResponse) == null
                ? Optional.of(openResponse)
                : Optional.empty();
    }

    /// Removes a response, which is being sent.
    public void release(MessageId id, OpenWebhookResponse openResponse) {
        openResponses.remove(id, openResponse);
    }

    /// Hands a part to the open response of the message that it answers.
    ///
    /// @return false when there is none, so that the part must be sent through the REST API
    public boolean hand(OutboundMessage part) {
        MessageId answers = part.answers();
        OpenWebhookResponse openResponse = answers == null ? null : openResponses.get(answers);
        if (openResponse == null) {
            return false;
        }
        if (!(part.content() instanceof OutboundContent.Text)) {
            // The outcome of a file is only known through the REST API; earlier text is sent before it.
            openResponse.close();
            return false;
        }
        if (!openResponse.hand(part)) {
            return false;
        }
        // Earlier messages of the user are answered together with this one, so their responses need not wait.
        openResponses.values().stream()
                .filter(earlier -> earlier.isBefore(openResponse))
                .forEach(OpenWebhookResponse::close);
        return true;
    }

    /// Whether a later message of the same conversation has an open response, which will carry the answer.
    public boolean hasLater(OpenWebhookResponse openResponse) {
        return openResponses.values().stream().anyMatch(openResponse::isBefore);
    }

    /// Lets all responses be sent: Recado stops, and unanswered messages are answered through the REST API after
    /// the next start.
    @Override
    public void close() {
        openResponses.values().forEach(OpenWebhookResponse::close);
    }
}
