package dev.recado.adapter.twilio.sending;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The webhook responses that wait for an answer, by the message they were asked with.
public final class OpenWebhookResponses implements AutoCloseable {
    /// So many requests may wait at once; further ones get their answer by REST.
    private static final int MOST = 2_000;

    private final Map<MessageId, OpenWebhookResponse> openResponses = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /// Opens a slot for this message; empty when one is open already (the same delivery, twice at once), or when too
    /// many are.
    public Optional<OpenWebhookResponse> open(InboundMessage message) {
        if (openResponses.size() >= MOST) {
            return Optional.empty();
        }
        var openResponse = new OpenWebhookResponse(message.conversationId(), numbers.incrementAndGet());
        return openResponses.putIfAbsent(message.id(), openResponse) == null
                ? Optional.of(openResponse)
                : Optional.empty();
    }

    /// Forgets a slot: its response leaves.
    public void release(MessageId id, OpenWebhookResponse openResponse) {
        openResponses.remove(id, openResponse);
    }

    /// Hands a part to the open response of the message it answers.
    ///
    /// @return false when there is none: the part is to leave by REST
    public boolean hand(OutboundMessage part) {
        MessageId answers = part.answers();
        OpenWebhookResponse openResponse = answers == null ? null : openResponses.get(answers);
        if (openResponse == null) {
            return false;
        }
        if (!(part.content() instanceof OutboundContent.Text)) {
            // What becomes of a file is told by the REST API alone; what was said before it leaves first.
            openResponse.close();
            return false;
        }
        if (!openResponse.hand(part)) {
            return false;
        }
        // Earlier messages of the user are answered along with this one: their responses have nothing to wait for.
        openResponses.values().stream()
                .filter(earlier -> earlier.isBefore(openResponse))
                .forEach(OpenWebhookResponse::close);
        return true;
    }

    /// Whether a later message of the same conversation has an open response, which will say what is to be said.
    public boolean hasLater(OpenWebhookResponse openResponse) {
        return openResponses.values().stream().anyMatch(openResponse::isBefore);
    }

    /// Lets every response leave: Recado stops, and what is not answered yet is answered by REST after the next start.
    @Override
    public void close() {
        openResponses.values().forEach(OpenWebhookResponse::close);
    }
}
