package dev.recado.domain.conversation;

import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The writes that merge two conversations, beside [SessionStore]. Each method is one atomic write to one
/// document, after one read at most.
public interface SessionJoins {

    /// Claims an existing conversation to merge it with one that is claimed already. It never takes a claim
    /// over, not even one of this process; and no turn takes this claim over before its lease runs out.
    ///
    /// @return empty when there is no such conversation; none is created
    Optional<Claim> claimBeside(ConversationId id, Instant now, Duration lease);

    /// Takes over the state of another conversation of the same user: its history in order of time, what it
    /// answered, its addresses, and what is not known here. A repeat is harmless.
    ///
    /// @return false when the claim was lost; nothing was written
    boolean absorb(ClaimedConversation into, Conversation other);

    /// Adds addresses of the user. A repeat is harmless.
    ///
    /// @return false when the claim was lost; nothing was written
    boolean know(ClaimedConversation claim, Set<UserAddress> addresses);

    /// Deletes a conversation, unless it has changed hands since it was claimed.
    ///
    /// @return false when the claim was lost, a person has changed who has the conversation, or it is deleted
    ///     already; nothing was written
    boolean delete(ClaimedConversation claim);
}
