package dev.recado.domain.turn;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.policy.EditsAndRevokes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The messages that one turn closes.
///
/// @param messages in order, at most as many as one turn takes
/// @param asked those of them that get a reply, with edits and deletions applied
/// @param next the first message of the next turn, if these are not all
/// @param known the ids of all messages that were known to wait, in this process and in the store
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
                .map(message -> ConversationMerger.atCurrentAddress(conversation, message))
                .toList();
        return new TurnInput(messages, asked, next, known);
    }

    static Set<MessageId> ids(List<InboundMessage> messages) {
        return messages.stream().map(InboundMessage::id).collect(Collectors.toUnmodifiableSet());
    }

    /// Those of the messages, stored before a read, that wait no more: the read would have shown them.
    ///
    /// @param waiting the oldest messages that wait, one more than a turn takes
    static List<MessageId> closed(List<InboundMessage> stored, List<InboundMessage> waiting) {
        Set<MessageId> found = ids(waiting);
        boolean all = waiting.size() <= InputCollector.MAX_MESSAGES;
        return stored.stream()
                .filter(message -> !found.contains(message.id()))
                .filter(message -> all || InboundMessage.BY_ARRIVAL.compare(message, waiting.getLast()) < 0)
                .map(InboundMessage::id)
                .toList();
    }

    /// The messages that are closed without a reply.
    List<MessageId> silent() {
        Set<MessageId> answered = ids(asked);
        return messages.stream()
                .map(InboundMessage::id)
                .filter(id -> !answered.contains(id))
                .toList();
    }

    /// The same without messages that are left for another turn.
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
