package dev.recado.domain.turn;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.ConversationId;
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

/// Collects the messages that a turn answers. It first merges the user's conversations into one: every message
/// may bring a further address of the user.
final class InputCollector {
    /// How many messages one turn answers at most: further ones are left to the next turn.
    static final int MAX_MESSAGES = 50;

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

    /// The result of collecting.
    sealed interface Collected {
        /// What the turn is to answer.
        record Input(TurnInput input) implements Collected {}

        /// The turn ends: the conversation was given back, or is gone.
        record Stop(Outcome outcome) implements Collected {}
    }

    /// Reads what waits in the conversation, once its outbox is settled, and makes the user's conversations one.
    Collected collect(Turn turn, Waiting waiting) {
        TurnInput input = read(turn, waiting);
        if (input.messages().isEmpty()
                && turn.conversation().isBlank()
                && stores.joins().delete(turn.claim())) {
            // it was made by this claim, for what is in another conversation by now
            return new Collected.Stop(new Outcome.Closed(turn.closed(), Optional.empty()));
        }
        return merge(turn, input, waiting);
    }

    /// After a merge more messages may wait here, also some that an earlier owner had begun to move. The input
    /// is read again until nothing is new, which is bounded by the number of messages that a turn takes.
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

    /// Reads the messages that wait, whichever process accepted them, and notes those as closed that wait no
    /// more.
    private TurnInput read(Turn turn, Waiting waiting) {
        Conversation conversation = turn.conversation();
        Set<MessageId> known = TurnInput.ids(waiting.messages());
        List<InboundMessage> stored = stores.inbox().waiting(conversation.id(), MAX_MESSAGES + 1);
        Set<MessageId> found = TurnInput.ids(stored);
        boolean all = stored.size() <= MAX_MESSAGES;
        turn.addClosed(TurnInput.closed(waiting.messages(), stored));
        // A message that an earlier turn answered may still be marked as waiting: its process died before it
        // recorded that.
        Set<MessageId> answered = conversation.answered();
        Set<MessageId> takenBack = takenBack(conversation, stored);
        List<MessageId> late = stored.stream()
                .map(InboundMessage::id)
                .filter(answered::contains)
                .filter(id -> !takenBack.contains(id))
                .toList();
        if (!late.isEmpty()) {
            delivery.record(List.of(), null, late, null, clock.instant());
            turn.addClosed(late);
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

    /// Which of the messages that this process knows are closed already, by another process or by an earlier turn.
    List<MessageId> closed(Waiting waiting) {
        List<InboundMessage> known = waiting.messages();
        ConversationId id = known.getLast().conversationId();
        return TurnInput.closed(known, stores.inbox().waiting(id, MAX_MESSAGES + 1)).stream()
                .filter(message -> !delivery.failureNotices().covers(message))
                .toList();
    }

    /// The first messages that were written to the same number of the business: an answer is sent from one
    /// number, and a user who wrote to two numbers gets an answer from each.
    private static List<InboundMessage> ofOneNumber(List<InboundMessage> unanswered) {
        return unanswered.stream()
                .limit(MAX_MESSAGES)
                .takeWhile(m -> m.channel() == unanswered.getFirst().channel()
                        && Objects.equals(
                                m.businessAddress(), unanswered.getFirst().businessAddress()))
                .toList();
    }

    /// The messages whose answer was taken back since the claim: they wait for a turn that sends it again.
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
