package dev.recado.domain.notification;

import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.turn.MergeStep;
import dev.recado.domain.turn.Step;
import dev.recado.domain.turn.Turn;
import dev.recado.domain.turn.TurnCompletion;
import dev.recado.domain.turn.TurnSteps.Stores;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses the conversation for a notification: the one that the address is assigned to. While the address still
/// has a conversation of its own, it is that one, because a message may be in progress there; that one is merged
/// into the other before anything new is sent.
final class NotificationTarget {
    private final Stores stores;
    private final MergeStep mergeStep;
    private final TurnCompletion completion;

    NotificationTarget(Stores stores, MergeStep mergeStep, TurnCompletion completion) {
        this.stores = stores;
        this.mergeStep = mergeStep;
        this.completion = completion;
    }

    /// Returns the conversation to claim.
    ConversationId of(UserAddress address) {
        ConversationId own = ConversationId.of(address);
        ConversationId assigned = assignedConversation(address);
        return assigned.equals(own) || stores.sessions().find(own).isPresent() ? own : assigned;
    }

    private ConversationId assignedConversation(UserAddress address) {
        ConversationId own = ConversationId.of(address);
        return address instanceof BusinessScoped scoped
                ? stores.contacts().conversations(Set.of(scoped)).getOrDefault(scoped, own)
                : own;
    }

    /// Checks again, now that no other process can merge the conversation.
    ///
    /// @param turn on the conversation found first, its outbox settled
    /// @return null to send here; otherwise when to try again, with the conversation merged or released
    @Nullable
    Duration elsewhere(UserAddress address, Turn turn) {
        ConversationId assigned = assignedConversation(address);
        if (assigned.equals(turn.id())) {
            return null;
        }
        Claim other = mergeStep.beside(assigned);
        if (other == null) {
            // sending here is better than not sending
            return null;
        }
        return switch (other) {
            case Claim.Busy _, Claim.BrokenOff _ -> {
                completion.release(turn);
                yield SendNotification.BUSY;
            }
            case Claim.Claimed claimed -> {
                mergeStep.give(turn, claimed.conversation());
                yield Step.SOON;
            }
        };
    }
}
