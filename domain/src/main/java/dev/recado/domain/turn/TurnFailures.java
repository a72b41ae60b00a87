package dev.recado.domain.turn;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.policy.EditsAndRevokes;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Handles a turn that failed: schedules a retry, and when the user's time is up sends a failure notice.
final class TurnFailures {
    private static final int REMEMBERED = 10_000;
    private static final Duration SOON = Duration.ofSeconds(1);
    /// How often in a row a turn may fail on the store, while the store serves others: some minutes of retries.
    private static final int MOST_STORE_FAILURES = 120;

    private final ReplyDecider replies;
    private final AnswerDelivery delivery;
    private final TurnRules rules;
    private final EventSink events;
    private final InstantSource clock;
    /// Conversations whose last turn broke off because the store failed. A dropped one counts as if the process
    /// had died.
    private final Set<ConversationId> failedOnStore = Collections.newSetFromMap(BoundedMap.droppingOldest(REMEMBERED));
    /// By conversation: how often in a row its turn failed on the store, while the store served others.
    private final Map<ConversationId, Integer> storeFailures = BoundedMap.droppingLeastUsed(REMEMBERED);

    TurnFailures(
            ReplyDecider replies, AnswerDelivery delivery, TurnRules rules, EventSink events, InstantSource clock) {
        this.replies = replies;
        this.delivery = delivery;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /// Whether the conversation's last turn in this process failed because the store did: it does not count
    /// against the messages.
    boolean isStoreFailure(ConversationId id) {
        return failedOnStore.contains(id) && storeFailures.getOrDefault(id, 0) < MOST_STORE_FAILURES / 2;
    }

    /// Notes that the conversation is claimed again.
    void claimed(ConversationId id) {
        failedOnStore.remove(id);
    }

    /// Notes that a turn of the conversation ended without a failure.
    void succeeded(ConversationId id) {
        storeFailures.remove(id);
    }

    /// Tells why no turn may be tried any more; empty while one may. The apology that took an answer's place may
    /// break off as often again.
    ///
    /// @param excused whether the last turn broke off because the store failed: then another may always be tried
    Optional<Failure> exhausted(ClaimedConversation claim, boolean excused) {
        int broken = claim.attempts() - 1;
        Outbox left = claim.conversation().outbox();
        boolean apology =
                left != null && left.failure() != null && !left.pending().isEmpty();
        int limit = apology ? 2 * rules.attempts() : rules.attempts();
        return excused || broken < limit
                ? Optional.empty()
                : Optional.of(new Failure("broken: " + broken + " turns broke off", broken));
    }

    /// Handles a turn that the store failed. When the time of messages is up before the store answers again, the
    /// failure notice for them is sent without it, and the next turn records it.
    ///
    /// When the store serves other conversations and keeps failing on this one, its messages are set aside in
    /// the end.
    ///
    /// @param closed messages that are known to be closed, before the store failed
    Outcome storeFailed(Waiting waiting, Set<MessageId> closed, PortUnavailableException cause) {
        ConversationId id = waiting.messages().getLast().conversationId();
        failedOnStore.add(id);
        boolean late = !clock.instant().isBefore(waiting.deadline().minus(rules.reserve()));
        int times = late && delivery.storeAnswers() ? storeFailures.merge(id, 1, Integer::sum) : 0;
        Failure failure = times < MOST_STORE_FAILURES ? null : new Failure("store: " + cause.getMessage(), times);
        return retryOrNotify(waiting, closed, "the store does not answer: " + cause.getMessage(), failure);
    }

    /// Handles a turn that failed in Recado itself, for example on a conversation that cannot be read. When the
    /// user's time is up, the messages are set aside after a failure notice.
    Outcome turnFailed(Waiting waiting, Set<MessageId> closed, RuntimeException cause) {
        events.publish(new Event.TurnFailed(waiting.messages().getLast().id(), cause));
        Failure failure = new Failure("internal: " + cause.getClass().getSimpleName(), 1);
        return retryOrNotify(waiting, closed, "an internal failure", failure);
    }

    /// @param failure why the messages are set aside in the end; null when a later turn can close them
    private Outcome retryOrNotify(Waiting waiting, Set<MessageId> closed, String reason, @Nullable Failure failure) {
        Instant now = clock.instant();
        Instant last = waiting.deadline().minus(rules.reserve());
        if (now.isBefore(last)) {
            Duration left = Duration.between(now, last);
            return Outcome.deferred(left.compareTo(SOON) < 0 ? left : SOON, reason);
        }
        // younger ones can still be answered
        List<InboundMessage> due = waiting.due(now.plus(rules.reserve())).stream()
                .filter(message -> !closed.contains(message.id()))
                .toList();
        if (due.isEmpty()) {
            return Outcome.deferred(SOON, reason);
        }
        List<InboundMessage> messages = EditsAndRevokes.apply(due);
        try {
            boolean said =
                    !messages.isEmpty() && delivery.apologiseWithoutStore(messages, replies.apologyFor(messages));
            if (said && failure == null) {
                // the next turn records the notice, before another process takes the messages
                return Outcome.deferred(SOON, reason);
            }
            boolean inVain = now.isAfter(waiting.deadline().plus(rules.patience()));
            if (failure != null && (mayHaveNotice(messages) || inVain)) {
                List<InboundMessage> given = messages.isEmpty() ? due : messages;
                delivery.setAside(given, failure, now);
                List<MessageId> ids = given.stream().map(InboundMessage::id).toList();
                events.publish(new Event.DeadLettered(ids, failure));
                storeFailures.remove(waiting.messages().getLast().conversationId());
                return new Outcome.Closed(Set.copyOf(ids), Optional.empty());
            }
        } catch (PortUnavailableException e) {
            // The notice or the dead letter could not be stored: the turn is tried again.
        }
        return Outcome.deferred(Duration.ofSeconds(5), reason);
    }

    private boolean mayHaveNotice(List<InboundMessage> messages) {
        return !messages.isEmpty() && delivery.mayHaveNotice(messages.getLast().conversationId());
    }
}
