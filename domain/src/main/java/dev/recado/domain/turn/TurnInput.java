package dev.recado.domain.turn;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.policy.EditsAndRevokes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What one turn is to close.
///
/// @param messages in order, at most so many as one turn takes
/// @param asked those of them that get a reply, as they are to be understood
/// @param next where another turn goes on, if these are not all
/// @param known all that was known to wait, here and in the store
record TurnInput(
        List<InboundMessage> messages,
        List<InboundMessage> asked,
        Optional<InboundMessage> next,
        Set<MessageId> known) {

    static TurnInput of(
            Conversation conversation,
            List<InboundMessage> messages,
            Optional<InboundMessage> next,
            Set<MessageId> known) {
        List<InboundMessage> asked = EditsAndRevokes.apply(messages).stream()
                .map(message -> ConversationMerger.whereReached(conversation, message))
                .toList();
        return new TurnInput(messages, asked, next, known);
    }

    static Set<MessageId> ids(List<InboundMessage> messages) {
        return messages.stream().map(InboundMessage::id).collect(Collectors.toUnmodifiableSet());
    }

    /// Those that are closed without a reply.
    List<MessageId> silent() {
        Set<MessageId> answered = ids(asked);
        return messages.stream()
                .map(InboundMessage::id)
                .filter(id -> !answered.contains(id))
                .toList();
    }

    /// Without silent ones that are left for another turn.
    TurnInput without(Set<MessageId> early) {
        return new TurnInput(
                messages.stream()
                        .filter(message -> !early.contains(message.id()))
                        .toList(),
                asked,
                next,
                known);
    }
}
