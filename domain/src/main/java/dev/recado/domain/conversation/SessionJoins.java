package dev.recado.domain.conversation;

import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What it takes to make one conversation of two, beside {@link SessionStore}. Each method is one atomic write to
/// one document, after a read at most.
public interface SessionJoins {

    /// Takes a conversation that is there, to join it with one that is claimed already. What anybody holds,
    /// this process too, stays theirs; and what is taken so is left alone until the lease runs out, by this
    /// process's own turns too.
    ///
    /// @return empty when there is no such conversation: none is made
    Optional<Claim> claimBeside(ConversationId id, Instant now, Duration lease);

    /// Takes over what another conversation of the same user knows: its turns in between one's own, as they were
    /// said, what it answered, its addresses, and what is not known here. A repeat changes nothing.
    ///
    /// @return false when the claim was lost; nothing was written
    boolean absorb(ClaimedConversation into, Conversation other);

    /// Notes that these are addresses of the user too. A repeat changes nothing.
    ///
    /// @return false when the claim was lost; nothing was written
    boolean know(ClaimedConversation claim, Set<UserAddress> addresses);

    /// Lets go of a conversation for good.
    ///
    /// @return false when the claim was lost, or it is gone already
    boolean delete(ClaimedConversation claim);
}
