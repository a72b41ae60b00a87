package dev.recado.domain.usecase;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.model.ConversationId;
import dev.recado.domain.model.UserAddress;
import dev.recado.domain.model.UserAddress.BusinessScoped;
import dev.recado.domain.port.SessionStore.Claim;
import dev.recado.domain.usecase.AnswerConversation.Stores;
import dev.recado.domain.usecase.AnswerConversation.TimeSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Makes one conversation of two, both claimed: what is known first, then the messages, then the empty one goes.
/// Whatever
/// is killed when, a second run finds what is left to do.
final class Merging {
    private static final int BATCH = 50;

    private final Stores stores;
    private final TurnRules rules;
    private final TimeSource time;

    Merging(Stores stores, TurnRules rules, TimeSource time) {
        this.stores = stores;
        this.rules = rules;
        this.time = time;
    }

    /// What came of it.
    enum Took {
        JOINED,
        /// There was nothing to join.
        NOTHING,
        /// Somebody is at work on it.
        LATER,
        /// A claim was lost on the way.
        LOST
    }

    /// Takes another conversation into the one that is claimed.
    ///
    /// @param holds whether that is claimed for long enough
    /// @param source the conversation of this address, or the one it was assigned to
    Took absorb(ClaimedConversation into, BooleanSupplier holds, ConversationId source, UserAddress address) {
        return switch (beside(source)) {
            case null -> withoutSession(into, holds, source, address);
            case Claim.Busy ignored -> Took.LATER;
            case Claim.Claimed claimed -> absorb(into, holds, claimed.conversation());
        };
    }

    /// Nobody has begun to answer what waits there. Under a business-scoped id nobody will, once that is assigned;
    /// turns
    /// under a phone number do not ask.
    private Took withoutSession(
            ClaimedConversation into, BooleanSupplier holds, ConversationId source, UserAddress address) {
        if (address instanceof UserAddress.Phone) {
            return stores.inbox().waiting(source, 1).isEmpty() ? Took.NOTHING : Took.LATER;
        }
        int moved = stores.log().move(source, into.id(), BATCH);
        if (moved == 0) {
            return Took.NOTHING;
        }
        return moved < BATCH || moveAll(source, into.id(), holds) ? Took.JOINED : Took.LOST;
    }

    private Took absorb(ClaimedConversation into, BooleanSupplier holds, ClaimedConversation other) {
        if (other.conversation().outbox() != null) {
            // it has a turn of its own to come, which settles that first
            stores.sessions().release(other, other.conversation().outbox(), time.now());
            return Took.LATER;
        }
        try (LeaseRenewal renewal = renewal(other)) {
            return merge(into, other, () -> holds.getAsBoolean() && renewal.holds()) ? Took.JOINED : Took.LOST;
        }
    }

    /// Gives the conversation that is claimed to another one.
    ///
    /// @param home as claimed by {@link #beside}; it is given back
    /// @return false when a claim was lost on the way
    boolean give(ClaimedConversation claim, BooleanSupplier holds, ClaimedConversation home) {
        try (LeaseRenewal renewal = renewal(home)) {
            if (!merge(home, reread(claim), () -> holds.getAsBoolean() && renewal.holds())) {
                return false;
            }
        }
        stores.sessions().release(home, home.conversation().outbox(), time.now());
        return true;
    }

    /// @return null when there is no such conversation
    @Nullable
    Claim beside(ConversationId id) {
        return stores.joins().claimBeside(id, time.now(), rules.lease()).orElse(null);
    }

    /// The claim, with what the conversation knows by now.
    ClaimedConversation reread(ClaimedConversation claim) {
        return stores.sessions().find(claim.id()).map(claim::of).orElse(claim);
    }

    private boolean merge(ClaimedConversation into, ClaimedConversation from, BooleanSupplier holds) {
        assign(from.conversation().address(), into.id());
        from.conversation().otherAddresses().forEach(address -> assign(address, into.id()));
        return stores.joins().absorb(into, from.conversation())
                && moveAll(from.id(), into.id(), holds)
                && stores.joins().delete(from);
    }

    private void assign(UserAddress address, ConversationId conversation) {
        if (address instanceof BusinessScoped id) {
            stores.contacts().assign(id, conversation);
        }
    }

    private boolean moveAll(ConversationId from, ConversationId into, BooleanSupplier holds) {
        while (holds.getAsBoolean()) {
            if (stores.log().move(from, into, BATCH) < BATCH) {
                return true;
            }
        }
        return false;
    }

    private LeaseRenewal renewal(ClaimedConversation claim) {
        return new LeaseRenewal(stores.sessions(), claim, rules.lease(), time.timer(), time.clock());
    }
}
