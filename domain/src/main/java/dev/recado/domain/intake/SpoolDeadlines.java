package dev.recado.domain.intake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.StoredEntry;
import dev.recado.domain.turn.AnswerDelivery;
import dev.recado.domain.turn.FailureNotices;
import dev.recado.domain.turn.ReplyDecider;
import dev.recado.domain.turn.TurnRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// The users with messages in the spool, and when each must get a reply. It keeps positions instead of messages,
/// so that a full spool needs little memory.
public final class SpoolDeadlines {
    private static final Duration RETRY = Duration.ofSeconds(5);
    /// When a user who got a failure notice is checked again.
    private static final Duration RETRY_AFTER_NOTICE = Duration.ofMinutes(1);

    private final Spool spool;
    private final AnswerDelivery delivery;
    private final ReplyDecider replies;
    private final Duration limit;
    private final InstantSource clock;
    private final Map<ConversationId, User> users = new HashMap<>();
    private final PriorityQueue<User> queue = new PriorityQueue<>(Comparator.comparing(User::due));

    public SpoolDeadlines(
            Spool spool, AnswerDelivery delivery, ReplyDecider replies, TurnRules rules, InstantSource clock) {
        this.spool = spool;
        this.delivery = delivery;
        this.replies = replies;
        this.limit = rules.deadline().minus(rules.reserve());
        this.clock = clock;
    }

    FailureNotices failureNotices() {
        return delivery.failureNotices();
    }

    /// @param positions of the user's messages in the spool
    record User(ConversationId id, Instant due, List<Long> positions) {}

    /// Adds a message that is in the spool.
    synchronized void add(long position, InboundMessage message) {
        if (message.asksForReply()) {
            put(message.conversationId(), message.receivedAt().plus(limit), List.of(position));
        }
    }

    private synchronized void put(ConversationId id, Instant due, List<Long> positions) {
        User user = users.computeIfAbsent(id, key -> {
            User fresh = new User(key, due, new ArrayList<>());
            queue.add(fresh);
            return fresh;
        });
        user.positions().addAll(positions);
    }

    /// Removes a message that left the spool.
    synchronized void remove(long position, InboundMessage message) {
        User user = users.get(message.conversationId());
        if (user != null
                && user.positions().remove((Long) position)
                && user.positions().isEmpty()) {
            users.remove(user.id());
            queue.remove(user);
        }
    }

    /// Returns the users whose deadline has passed, each once.
    synchronized List<User> takeDue(int max) {
        Instant now = clock.instant();
        List<User> due = new ArrayList<>();
        for (User next = queue.peek(); next != null && due.size() < max; next = queue.peek()) {
            if (next.due().isAfter(now)) {
                break;
            }
            due.add(queue.remove());
            users.remove(next.id());
        }
        return due;
    }

    /// Sends a user one failure notice for all messages in the spool; if that fails, it is tried again later.
    void sendFailureNotice(User user) {
        boolean done = false;
        try {
            List<InboundMessage> messages = user.positions().stream()
                    .flatMap(position -> spool.read(position, 1).stream().filter(kept -> kept.position() == position))
                    .map(StoredEntry::entry)
                    .flatMap(entry ->
                            entry instanceof Entry.Message arrived ? Stream.of(arrived.message()) : Stream.empty())
                    .toList();
            done = messages.isEmpty() || delivery.apologiseWithoutStore(messages, replies.apologyFor(messages));
        } catch (PortUnavailableException _) {
            // The spool is full or its disk fails; without a mark in the spool no failure notice may be sent.
        } finally {
            if (!done) {
                put(
                        user.id(),
                        clock.instant().plus(delivery.mayHaveNotice(user.id()) ? RETRY_AFTER_NOTICE : RETRY),
                        user.positions());
            }
        }
    }
}
