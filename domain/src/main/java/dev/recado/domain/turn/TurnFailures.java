package dev.recado.domain.turn;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What becomes of a turn that broke off: it is run again; when that is of no use, an apology ends it.
final class TurnFailures {
    private static final int REMEMBERED = 10_000;
    private static final Duration SOON = Duration.ofSeconds(1);
    /// Some minutes at least.
    private static final int MOST_ALONE = 120;

    private final ReplyDecider replies;
    private final AnswerDelivery sending;
    private final TurnRules rules;
    private final EventSink events;
    private final InstantSource clock;
    /// Conversations whose last turn broke off because the store failed.
    private final Set<ConversationId> interrupted = ConcurrentHashMap.newKeySet();
    /// How often in a row a conversation's turn found that the store failed, while it served others.
    private final Map<ConversationId, Integer> alone = new ConcurrentHashMap<>();

    TurnFailures(ReplyDecider replies, AnswerDelivery sending, TurnRules rules, EventSink events, InstantSource clock) {
        this.replies = replies;
        this.sending = sending;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /// Whether the conversation's last turn in this process broke off through no fault of its own.
    boolean wasTheStores(ConversationId id) {
        return interrupted.contains(id) && alone.getOrDefault(id, 0) < MOST_ALONE / 2;
    }

    /// The conversation is claimed again.
    void goesOn(ConversationId id) {
        interrupted.remove(id);
    }

    /// A turn of the conversation ended as it should.
    void wentWell(ConversationId id) {
        alone.remove(id);
    }

    /// Tells why no turn may be tried any more; empty while one may. The apology that took an answer's place may break
    /// off as often again.
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

    /// The store does not answer. When the user's time is up first, the apology goes out without it; the turn that
    /// finds the store again writes it down.
    ///
    /// Where it serves others, it is this conversation that it cannot bear: that does not go on for ever.
    Outcome ofTheStore(Waiting waiting, PortUnavailableException cause) {
        if (interrupted.size() >= REMEMBERED) {
            // what is forgotten counts as if the process had died
            interrupted.clear();
            alone.clear();
        }
        ConversationId id = waiting.messages().getLast().conversationId();
        interrupted.add(id);
        boolean late = !clock.instant().isBefore(waiting.deadline().minus(rules.reserve()));
        if (alone.size() >= REMEMBERED) {
            alone.clear();
        }
        int times = late && sending.storeAnswers() ? alone.merge(id, 1, Integer::sum) : 0;
        Failure failure = times < MOST_ALONE ? null : new Failure("store: " + cause.getMessage(), times);
        return brokenOff(waiting, "the store does not answer: " + cause.getMessage(), failure);
    }

    /// A failure of our own, as on a conversation that cannot be read. When the user's time is up, the messages are set
    /// aside by themselves, after the apology.
    Outcome ofOurs(Waiting waiting, RuntimeException cause) {
        events.publish(new Event.TurnBroke(waiting.messages().getLast().id(), cause));
        Failure failure = new Failure("internal: " + cause.getClass().getSimpleName(), 1);
        return brokenOff(waiting, "an internal failure", failure);
    }

    /// @param failure why the messages are set aside in the end; null when a later turn can close them
    private Outcome brokenOff(Waiting waiting, String reason, @Nullable Failure failure) {
        Instant now = clock.instant();
        Instant last = waiting.deadline().minus(rules.reserve());
        if (now.isBefore(last)) {
            Duration left = Duration.between(now, last);
            return Outcome.deferred(left.compareTo(SOON) < 0 ? left : SOON, reason);
        }
        List<InboundMessage> messages = EditsAndRevokes.apply(waiting.messages());
        try {
            boolean said = !messages.isEmpty() && sending.apologiseWithoutStore(messages, replies.apologyFor(messages));
            if (said && failure == null) {
                // what is left is to write it down, before another process takes the messages up
                return Outcome.deferred(SOON, reason);
            }
            boolean inVain = now.isAfter(waiting.deadline().plus(rules.patience()));
            if (failure != null && (isTold(messages) || inVain)) {
                List<InboundMessage> closed = messages.isEmpty() ? waiting.messages() : messages;
                sending.setAside(closed, failure, now);
                List<MessageId> ids = closed.stream().map(InboundMessage::id).toList();
                events.publish(new Event.SetAside(ids, failure));
                alone.remove(waiting.messages().getLast().conversationId());
                return new Outcome.Closed(Set.copyOf(ids), Optional.empty());
            }
        } catch (PortUnavailableException e) {
            // It could not be marked, or not be written down: it is tried again, as for any other reason.
        }
        return Outcome.deferred(Duration.ofSeconds(5), reason);
    }

    private boolean isTold(List<InboundMessage> messages) {
        return !messages.isEmpty() && sending.isTold(messages.getLast().conversationId());
    }
}
