package dev.recado.domain.turn;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.LeaseRenewal;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.turn.AnswerConversation.Stores;
import dev.recado.domain.turn.AnswerConversation.TimeSource;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import java.time.Duration;
import java.util.HashSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Makes one conversation of two, both claimed: what is known first, then the messages, then the empty one goes.
/// Whatever is killed when, a second run finds what is left to do.
public final class MergeStep {
    private static final int BATCH = 50;

    private final Stores stores;
    private final OutboxRecovery outboxRecovery;
    private final TurnCompletion completion;
    private final TurnRules rules;
    private final TimeSource time;

    public MergeStep(
            Stores stores, OutboxRecovery outboxRecovery, TurnCompletion completion, TurnRules rules, TimeSource time) {
        this.stores = stores;
        this.outboxRecovery = outboxRecovery;
        this.completion = completion;
        this.rules = rules;
        this.time = time;
    }

    /// What came of it.
    sealed interface Took {
        record Joined() implements Took {}

        /// There was nothing to join.
        record Nothing() implements Took {}

        /// Somebody is at work on it, or an answer is under way.
        /// @param after when to look again
        record Later(Duration after) implements Took {}

        /// A claim was lost on the way.
        record Lost() implements Took {}
    }

    /// The conversation that takes another one in, and its turn.
    ///
    /// @param holds whether it is claimed for long enough
    record Target(ClaimedConversation claim, Waiting waiting, BooleanSupplier holds) {
        ConversationId id() {
            return claim.id();
        }
    }

    /// @param source the conversation of this address, or the one it was assigned to
    Took absorb(Target into, ConversationId source, UserAddress address) {
        return switch (beside(source)) {
            case null -> withoutSession(into, source, address);
            case Claim.Busy _, Claim.BrokenOff _ -> new Took.Later(AnswerConversation.SOON);
            case Claim.Claimed claimed -> absorb(into, claimed.conversation());
        };
    }

    /// Nobody has begun to answer what waits there. Under a business-scoped id nobody will, once that is assigned;
    /// turns under a phone number do not ask.
    private Took withoutSession(Target into, ConversationId source, UserAddress address) {
        if (address instanceof UserAddress.Phone) {
            return stores.inbox().waiting(source, 1).isEmpty()
                    ? new Took.Nothing()
                    : new Took.Later(AnswerConversation.SOON);
        }
        int moved = stores.log().move(source, into.id(), BATCH);
        if (moved == 0) {
            return new Took.Nothing();
        }
        return moved < BATCH || moveAll(source, into.id(), into.holds()) ? new Took.Joined() : new Took.Lost();
    }

    private Took absorb(Target into, ClaimedConversation other) {
        try (LeaseRenewal renewal = renewal(other)) {
            Outcome underWay = outboxRecovery.settle(other, into.waiting(), null, new HashSet<>(), renewal);
            if (underWay != null) {
                // it was given back as it stands
                return new Took.Later(
                        underWay instanceof Outcome.Deferred deferred ? deferred.after() : AnswerConversation.SOON);
            }
            BooleanSupplier both = () -> into.holds().getAsBoolean() && renewal.holds();
            return merge(into.claim(), reread(other), both) ? new Took.Joined() : new Took.Lost();
        }
    }

    /// Gives the conversation that is claimed to another one.
    ///
    /// @param home as claimed by {@link #beside}; it is given back
    /// @return false when a claim was lost on the way
    public boolean give(ClaimedConversation claim, BooleanSupplier holds, ClaimedConversation home) {
        try (LeaseRenewal renewal = renewal(home)) {
            if (!merge(home, reread(claim), () -> holds.getAsBoolean() && renewal.holds())) {
                return false;
            }
        }
        completion.giveBack(home, home.conversation().outbox());
        return true;
    }

    /// @return null when there is no such conversation
    public @Nullable Claim beside(ConversationId id) {
        return stores.joins().claimBeside(id, time.now(), rules.lease()).orElse(null);
    }

    /// The claim, with what the conversation knows by now.
    ClaimedConversation reread(ClaimedConversation claim) {
        return stores.sessions().find(claim.id()).map(claim::of).orElse(claim);
    }

    private boolean merge(ClaimedConversation into, ClaimedConversation from, BooleanSupplier holds) {
        assign(from.conversation().address(), into.id());
        from.conversation().otherAddresses().forEach(address -> assign(address, into.id()));
        completion.join(from.id(), into.id());
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
