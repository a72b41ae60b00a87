package dev.recado.domain.conversation;

import dev.recado.domain.identity.ConversationId;
import java.time.Instant;

/// A conversation that this process alone may answer, until the lease runs out. Only a claimed conversation
/// can be answered, and only it carries the fencing token that every later write of the turn is filtered
/// on.
///
/// @param fence grows with each claim of the conversation
/// @param until when the lease runs out unless renewed
/// @param ownershipVersion the version of the conversation's ownership when it was claimed, or read again: a
///     decision of this turn is stored only while it is still the same
/// @param attempts how many claims in a row, this one included, were neither followed by a stored answer nor
///     given back: more than one when turns break, or their process dies
public record ClaimedConversation(
        Conversation conversation, long fence, Instant until, long ownershipVersion, int attempts) {

    /// A claim of the conversation as it was read.
    public ClaimedConversation(Conversation conversation, long fence, Instant until, int attempts) {
        this(conversation, fence, until, conversation.ownership().version(), attempts);
    }

    /// The same claim, of the conversation as it is now.
    public ClaimedConversation of(Conversation now) {
        return new ClaimedConversation(now, fence, until, ownershipVersion, attempts);
    }

    /// The same claim, of the conversation as it was read since: decisions depend on its ownership then.
    public ClaimedConversation reread(Conversation now) {
        return new ClaimedConversation(now, fence, until, now.ownership().version(), attempts);
    }

    public ConversationId id() {
        return conversation.id();
    }
}
