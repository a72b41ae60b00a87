package dev.recado.adapter.twilio.sending;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A webhook's response that is still open. Parts handed over in time are sent in it, and in no other way.
/// Thread-safe.
public final class OpenWebhookResponse {
    private final ConversationId conversation;
    private final long number;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final List<OutboundMessage> parts = new ArrayList<>();
    private boolean closed;

    /// @param number increases with each response
    OpenWebhookResponse(ConversationId conversation, long number) {
        this.conversation = conversation;
        this.number = number;
    }

    /// Whether this is the response to an earlier message of the same conversation.
    boolean isBefore(OpenWebhookResponse other) {
        return conversation.equals(other.conversation) && number < other.number;
    }

    /// Takes a part, unless the response was sent or is not awaited any more. The last part closes it.
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

    /// Lets the response be sent with the parts it has.
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the response is closed or the time is over; afterwards it is closed in any case.
    public Result await(Duration budget) {
        lock.lock();
        try {
            long remaining = budget.toNanos();
            while (!closed && remaining > 0) {
                remaining = closing.awaitNanos(remaining);
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

    /// @param inTime whether it was closed before the time was over
    public record Result(List<OutboundMessage> parts, boolean inTime) {}
}
