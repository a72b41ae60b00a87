package dev.recado.domain.turn;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.LeaseRenewal;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.turn.AnswerConversation.Stores;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what a turn is to answer. The user's conversations are one before anything is decided: each message is
/// looked at for what it tells of the user's addresses, whenever it comes.
final class InputCollector {
    /// A user who floods is answered in several turns.
    static final int MOST = 50;

    private final Stores stores;
    private final AnswerDelivery sending;
    private final ConversationMerger joining;
    private final InstantSource clock;

    InputCollector(Stores stores, AnswerDelivery sending, ConversationMerger joining, InstantSource clock) {
        this.stores = stores;
        this.sending = sending;
        this.joining = joining;
        this.clock = clock;
    }

    /// What came of it.
    sealed interface Gathered {
        /// @param claim with what the conversation knows by now
        record All(ClaimedConversation claim, TurnInput open) implements Gathered {}

        /// The conversation was given back, or is gone.
        record Stop(Outcome outcome) implements Gathered {}
    }

    /// @param claim with its outbox settled
    /// @param closed takes what waits no more
    Gathered gather(ClaimedConversation claim, Waiting waiting, Set<MessageId> closed, LeaseRenewal renewal) {
        TurnInput open = open(claim.conversation(), waiting, closed);
        if (open.messages().isEmpty() && claim.conversation().isBlank()) {
            // made by this claim, for what is in another conversation by now
            stores.joins().delete(claim);
            return new Gathered.Stop(new Outcome.Closed(closed, Optional.empty()));
        }
        return join(claim, open, waiting, closed, renewal);
    }

    /// Once it was looked for other conversations, more may wait here: what was joined, what an owner before this
    /// one had begun to move and brought only now. It is read again until nothing is new: no more often than a turn
    /// takes messages.
    private Gathered join(
            ClaimedConversation claim, TurnInput open, Waiting waiting, Set<MessageId> closed, LeaseRenewal renewal) {
        return switch (joining.join(claim, open.messages(), waiting, renewal)) {
            case ConversationMerger.Step.Stop stop -> new Gathered.Stop(stop.outcome());
            case ConversationMerger.Step.AsItIs ignored -> new Gathered.All(claim, open);
            case ConversationMerger.Step.Looked(ClaimedConversation now, Set<MessageId> early) -> {
                TurnInput all = open(now.conversation(), waiting, closed);
                yield open.messages().containsAll(all.messages())
                        ? new Gathered.All(now, all.without(early))
                        : join(now, all, waiting, closed, renewal);
            }
        };
    }

    /// Reads what waits, whichever process took it in. What waits no more joins the closed.
    private TurnInput open(Conversation conversation, Waiting waiting, Set<MessageId> closed) {
        Set<MessageId> known = TurnInput.ids(waiting.messages());
        List<InboundMessage> stored = stores.inbox().waiting(conversation.id(), MOST + 1);
        Set<MessageId> found = TurnInput.ids(stored);
        boolean all = stored.size() <= MOST;
        if (all) {
            // The others were stored before the store was asked: another process closed them.
            known.stream().filter(id -> !found.contains(id)).forEach(closed::add);
        }
        // What an earlier turn answered may still be marked as waiting: the process died before it wrote that down.
        Set<MessageId> answered = conversation.answered();
        Set<MessageId> takenBack = takenBack(conversation, stored);
        List<MessageId> late = stored.stream()
                .map(InboundMessage::id)
                .filter(answered::contains)
                .filter(id -> !takenBack.contains(id))
                .toList();
        if (!late.isEmpty()) {
            sending.record(List.of(), late, null, clock.instant());
            closed.addAll(late);
        }
        List<InboundMessage> unanswered =
                stored.stream().filter(m -> !answered.contains(m.id())).toList();
        List<InboundMessage> messages = ofOneNumber(unanswered);
        Optional<InboundMessage> next = unanswered.stream()
                .skip(messages.size())
                .findFirst()
                .or(() -> all ? Optional.empty() : Optional.of(stored.getLast()));
        Set<MessageId> both = new HashSet<>(known);
        both.addAll(found);
        return TurnInput.of(conversation, messages, next, both);
    }

    /// The first of them that were written to the same number of the business's: an answer leaves from one number, and
    /// whoever wrote to two of them waits for an answer from each.
    private static List<InboundMessage> ofOneNumber(List<InboundMessage> unanswered) {
        return unanswered.stream()
                .limit(MOST)
                .takeWhile(m -> m.channel() == unanswered.getFirst().channel()
                        && Objects.equals(
                                m.businessAddress(), unanswered.getFirst().businessAddress()))
                .toList();
    }

    /// Those whose answer was taken back since the claim: they wait for a turn that sends it again.
    private Set<MessageId> takenBack(Conversation conversation, List<InboundMessage> stored) {
        if (conversation.isMuted(clock.instant())
                || stored.stream().map(InboundMessage::id).noneMatch(conversation.answered()::contains)) {
            return Set.of();
        }
        return stores.sessions().find(conversation.id()).map(Conversation::held).orElse(List.of()).stream()
                .filter(part -> !conversation.held().contains(part))
                .map(OutboundMessage::answers)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
