package dev.recado.domain.usecase;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.model.ConversationId;
import dev.recado.domain.model.UserAddress;
import dev.recado.domain.model.UserAddress.BusinessScoped;
import dev.recado.domain.port.SessionStore.Claim;
import dev.recado.domain.usecase.AnswerConversation.Stores;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// In which conversation a user is told something unasked: the one that the address was assigned to. As long as the
/// address has one of its own beside that, it is that one: what is to be said may be under way there. It is then
/// joined to the other before anything new is said.
final class NotificationHome {
    private final Stores stores;
    private final Merging merging;
    private final Endings endings;

    NotificationHome(Stores stores, Merging merging, Endings endings) {
        this.stores = stores;
        this.merging = merging;
        this.endings = endings;
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
    /// @param claim with its outbox settled
    /// @param holds whether it is claimed for long enough
    /// @return null when the user is to be told here; else after which time to try again, the conversation being
    ///     gone or given back
    @Nullable
    Duration elsewhere(UserAddress address, ClaimedConversation claim, BooleanSupplier holds) {
        ConversationId home = home(address);
        if (home.equals(claim.id())) {
            return null;
        }
        Claim other = merging.beside(home);
        if (other == null) {
            // told here is better than not told
            return null;
        }
        return switch (other) {
            case Claim.Busy _, Claim.BrokenOff _ -> {
                endings.giveBack(claim, null);
                yield SendNotification.BUSY;
            }
            case Claim.Claimed claimed -> {
                merging.give(claim, holds, claimed.conversation());
                yield AnswerConversation.SOON;
            }
        };
    }
}
