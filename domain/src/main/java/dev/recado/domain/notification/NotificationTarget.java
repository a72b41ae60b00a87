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

/// In which conversation a user is told something unasked: the one that the address was assigned to. As long as the
/// address has one of its own beside that, it is that one: what is to be said may be under way there. It is then
/// joined to the other before anything new is said.
final class NotificationTarget {
    private final Stores stores;
    private final MergeStep mergeStep;
    private final TurnCompletion completion;

    NotificationTarget(Stores stores, MergeStep mergeStep, TurnCompletion completion) {
        this.stores = stores;
        this.mergeStep = mergeStep;
        this.completion = completion;
    }

    /// The conversation to claim.
    ConversationId of(UserAddress address) {
        ConversationId own = ConversationId.of(address);
        ConversationId home = home(address);
        return home.equals(own) || stores.sessions().find(own).isPresent() ? own : home;
    }

    private ConversationId home(UserAddress address) {
        ConversationId own = ConversationId.of(address);
        return address instanceof BusinessScoped scoped
                ? stores.contacts().conversations(Set.of(scoped)).getOrDefault(scoped, own)
                : own;
    }

    /// Looks again, now that nobody else can join it to another one.
    ///
    /// @param turn on the conversation found first, its outbox settled
    /// @return null when the user is to be told here; else after which time to try again, the conversation being
    ///     gone or given back
    @Nullable
    Duration elsewhere(UserAddress address, Turn turn) {
        ConversationId home = home(address);
        if (home.equals(turn.id())) {
            return null;
        }
        Claim other = mergeStep.beside(home);
        if (other == null) {
            // told here is better than not told
            return null;
        }
        return switch (other) {
            case Claim.Busy _, Claim.BrokenOff _ -> {
                completion.giveBack(turn);
                yield SendNotification.BUSY;
            }
            case Claim.Claimed claimed -> {
                mergeStep.give(turn, claimed.conversation());
                yield Step.SOON;
            }
        };
    }
}
