package dev.recado.adapter.twilio.sending;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A webhook's response that is still open: parts handed to it in time leave in it, and in no other way.
public final class OpenWebhookResponse {
    private final ConversationId conversation;
    private final long number;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final List<OutboundMessage> parts = new ArrayList<>();
    private boolean closed;

    /// @param number grows with each slot opened
    OpenWebhookResponse(ConversationId conversation, long number) {
        this.conversation = conversation;
        this.number = number;
    }

    /// Whether this one stands for an earlier message of the same conversation.
    boolean isBefore(OpenWebhookResponse other) {
        return conversation.equals(other.conversation) && number < other.number;
    }

    /// Takes a part, unless the response has left or is no longer awaited. The last part closes the slot.
    boolean hand(OutboundMessage part) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            parts.add(part);
            if (part.isLast()) {
                close();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Lets the response leave with what it has.
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the slot is closed or the time is over; closed it is in any case from then on.
    public Result await(Duration budget) {
        lock.lock();
        try {
            long left = budget.toNanos();
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return result();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return result();
        } finally {
            lock.unlock();
        }
    }

    private Result result() {
        boolean inTime = closed;
        closed = true;
        return new Result(List.copyOf(parts), inTime);
    }

    /// @param inTime whether someone closed the slot before the time was over
    public record Result(List<OutboundMessage> parts, boolean inTime) {}
}
