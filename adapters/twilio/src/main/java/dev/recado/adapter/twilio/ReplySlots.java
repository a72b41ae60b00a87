package dev.recado.adapter.twilio;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.OutboundContent;
import dev.recado.domain.model.OutboundMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The webhook responses that wait for an answer, by the message they were asked with.
final class ReplySlots implements AutoCloseable {
    /// So many requests may wait at once; further ones get their answer by REST.
    private static final int MOST = 2_000;

    private final Map<MessageId, ReplySlot> slots = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /// Opens a slot for this message; empty when one is open already (the same delivery, twice at once), or when too
    /// many are.
    Optional<ReplySlot> open(InboundMessage message) {
        if (slots.size() >= MOST) {
            return Optional.empty();
        }
        var slot = new ReplySlot(message.conversationId(), numbers.incrementAndGet());
        return slots.putIfAbsent(message.id(), slot) == null ? Optional.of(slot) : Optional.empty();
    }

    /// Forgets a slot: its response leaves.
    void release(MessageId id, ReplySlot slot) {
        slots.remove(id, slot);
    }

    /// Hands a part to the open response of the message it answers.
    ///
    /// @return false when there is none: the part is to leave by REST
    boolean hand(OutboundMessage part) {
        MessageId answers = part.answers();
        ReplySlot slot = answers == null ? null : slots.get(answers);
        if (slot == null) {
            return false;
        }
        if (!(part.content() instanceof OutboundContent.Text)) {
            // What becomes of a file is told by the REST API alone; what was said before it leaves first.
            slot.close();
            return false;
        }
        if (!slot.hand(part)) {
            return false;
        }
        // Earlier messages of the user are answered along with this one: their responses have nothing to wait for.
        slots.values().stream().filter(earlier -> earlier.isBefore(slot)).forEach(ReplySlot::close);
        return true;
    }

    /// Whether a later message of the same conversation has an open response, which will say what is to be said.
    boolean hasLater(ReplySlot slot) {
        return slots.values().stream().anyMatch(slot::isBefore);
    }

    /// Lets every response leave: Recado stops, and what is not answered yet is answered by REST after the next start.
    @Override
    public void close() {
        slots.values().forEach(ReplySlot::close);
    }
}
