package dev.recado.domain.turn;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import dev.recado.domain.turn.TurnSteps.Stores;
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
    private final AnswerDelivery delivery;
    private final ConversationMerger merger;
    private final InstantSource clock;

    InputCollector(Stores stores, AnswerDelivery delivery, ConversationMerger merger, InstantSource clock) {
        this.stores = stores;
        this.delivery = delivery;
        this.merger = merger;
        this.clock = clock;
    }

    /// What came of it.
    sealed interface Collected {
        /// What the turn is to answer.
        record Input(TurnInput input) implements Collected {}

        /// The turn ends: the conversation was given back, or is gone.
        record Stop(Outcome outcome) implements Collected {}
    }

    /// Reads what waits in the conversation, once its outbox is settled, and makes the user's conversations one.
    Collected collect(Turn turn, Waiting waiting) {
        TurnInput input = read(turn, waiting);
        if (input.messages().isEmpty() && turn.conversation().isBlank()) {
            // made by this claim, for what is in another conversation by now
            stores.joins().delete(turn.claim());
            return new Collected.Stop(new Outcome.Closed(turn.closed(), Optional.empty()));
        }
        return merge(turn, input, waiting);
    }

    /// Once it was looked for other conversations, more may wait here: what was joined, what an owner before this
    /// one had begun to move and brought only now. It is read again until nothing is new: no more often than a turn
    /// takes messages.
    private Collected merge(Turn turn, TurnInput input, Waiting waiting) {
        return switch (merger.merge(turn, input.messages(), waiting)) {
            case ConversationMerger.Merged.Stop(Outcome outcome) -> new Collected.Stop(outcome);
            case ConversationMerger.Merged.Unchanged _ -> new Collected.Input(input);
            case ConversationMerger.Merged.Looked(Set<MessageId> early) -> {
                TurnInput all = read(turn, waiting);
                yield input.messages().containsAll(all.messages())
                        ? new Collected.Input(all.without(early))
                        : merge(turn, all, waiting);
            }
        };
    }

    /// Reads what waits, whichever process took it in. What waits no more is noted as closed.
    private TurnInput read(Turn turn, Waiting waiting) {
        Conversation conversation = turn.conversation();
        Set<MessageId> known = TurnInput.ids(waiting.messages());
        List<InboundMessage> stored = stores.inbox().waiting(conversation.id(), MOST + 1);
        Set<MessageId> found = TurnInput.ids(stored);
        boolean all = stored.size() <= MOST;
        if (all) {
            // The others were stored before the store was asked: another process closed them.
            turn.closed(known.stream().filter(id -> !found.contains(id)).toList());
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
            delivery.record(List.of(), late, null, clock.instant());
            turn.closed(late);
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
