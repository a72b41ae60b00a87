package dev.recado.domain.turn;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.LeaseRenewal;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Failure;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// One turn on a claimed conversation: its claim, the renewal of its lease, and the messages that it has closed so far.
/// Begun by [TurnSteps#begin]; closing it ends the renewal and gives nothing back. Used by one thread.
public final class Turn implements AutoCloseable {
    private final LeaseRenewal lease;
    private final Optional<Failure> exhausted;
    private final Set<MessageId> closed = new LinkedHashSet<>();
    private ClaimedConversation claim;

    Turn(ClaimedConversation claim, LeaseRenewal lease, Optional<Failure> exhausted) {
        this.claim = claim;
        this.lease = lease;
        this.exhausted = exhausted;
    }

    /// The claim, with the conversation as it was last read.
    public ClaimedConversation claim() {
        return claim;
    }

    public Conversation conversation() {
        return claim.conversation();
    }

    public ConversationId id() {
        return claim.id();
    }

    /// Whether the claim holds for long enough to give a part to the provider. May ask the store.
    public boolean holds() {
        return lease.holds();
    }

    public LeaseRenewal lease() {
        return lease;
    }

    /// Why nothing may be tried any more: too many turns on this conversation broke off. Empty while a turn may be
    /// tried.
    Optional<Failure> exhausted() {
        return exhausted;
    }

    /// Replaces the claim's conversation by a later state of it.
    void update(ClaimedConversation later) {
        this.claim = later;
    }

    /// Notes that these messages wait no more.
    void addClosed(Collection<MessageId> ids) {
        closed.addAll(ids);
    }

    Set<MessageId> closed() {
        return Set.copyOf(closed);
    }

    @Override
    public void close() {
        lease.close();
    }
}
