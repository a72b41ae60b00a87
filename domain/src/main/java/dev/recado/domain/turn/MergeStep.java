package dev.recado.domain.turn;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import dev.recado.domain.turn.TurnSteps.Stores;
import dev.recado.domain.turn.TurnSteps.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Merges two claimed conversations: first the state, then the messages, then the empty one is deleted.
/// After a kill at any point a second run completes the rest.
public final class MergeStep {
    private static final int BATCH = 50;

    private final Stores stores;
    private final TurnSteps steps;
    private final OutboxRecovery recovery;
    private final TurnCompletion completion;
    private final TurnRules rules;
    private final TimeSource time;

    MergeStep(
            Stores stores,
            TurnSteps steps,
            OutboxRecovery recovery,
            TurnCompletion completion,
            TurnRules rules,
            TimeSource time) {
        this.stores = stores;
        this.steps = steps;
        this.recovery = recovery;
        this.completion = completion;
        this.rules = rules;
        this.time = time;
    }

    /// The result of absorbing another conversation.
    sealed interface Absorbed {
        record Merged() implements Absorbed {}

        /// There was nothing to join.
        record Nothing() implements Absorbed {}

        /// Another turn works on it, or an answer is under way.
        /// @param after when to look again
        record Later(Duration after) implements Absorbed {}

        /// A claim was lost on the way.
        record Lost() implements Absorbed {}
    }

    /// Takes the messages and the state of another conversation into the turn's.
    ///
    /// @param waiting what brought the turn about
    /// @param source the conversation of this address, or the one it was assigned to
    Absorbed absorb(Turn into, Waiting waiting, ConversationId source, UserAddress address) {
        return switch (beside(source)) {
            case null -> withoutSession(into, source, address);
            case Claim.Busy _, Claim.BrokenOff _ -> new Absorbed.Later(Step.SOON);
            case Claim.Claimed(var claimed) -> absorb(into, waiting, claimed);
        };
    }

    /// Takes the messages of a conversation that has no session yet. No turn answers those of a
    /// business-scoped id once it is assigned; turns of a phone number do not look at the assignment, so
    /// those are left to be answered.
    private Absorbed withoutSession(Turn into, ConversationId source, UserAddress address) {
        if (address instanceof UserAddress.Phone) {
            return stores.inbox().waiting(source, 1).isEmpty() ? new Absorbed.Nothing() : new Absorbed.Later(Step.SOON);
        }
        int moved = stores.log().move(source, into.id(), BATCH);
        if (moved == 0) {
            return new Absorbed.Nothing();
        }
        return moved < BATCH || moveAll(source, into.id(), into::holds) ? new Absorbed.Merged() : new Absorbed.Lost();
    }

    private Absorbed absorb(Turn into, Waiting waiting, ClaimedConversation claimed) {
        try (Turn source = steps.begin(claimed, Optional.empty())) {
            if (recovery.recover(source, waiting) instanceof Step.Stop(Outcome underWay)) {
                // it was given back as it stands
                return new Absorbed.Later(underWay instanceof Outcome.Deferred deferred ? deferred.after() : Step.SOON);
            }
            reread(source);
            return merge(into, source) ? new Absorbed.Merged() : new Absorbed.Lost();
        }
    }

    /// Gives the turn's conversation to another one, which is released afterwards.
    ///
    /// @param home as claimed by [#beside]
    /// @return false when a claim was lost on the way
    public boolean give(Turn turn, ClaimedConversation home) {
        try (Turn into = steps.begin(home, Optional.empty())) {
            reread(turn);
            if (!merge(into, turn)) {
                return false;
            }
            completion.release(into, home.conversation().outbox());
            return true;
        }
    }

    /// Claims another conversation of the user while one is claimed already.
    ///
    /// @return null when there is no such conversation
    public @Nullable Claim beside(ConversationId id) {
        return stores.joins().claimBeside(id, time.now(), rules.lease()).orElse(null);
    }

    /// Reads the turn's conversation again. What the turn stores from then on is stored over the ownership
    /// that was read: it includes what people did before, and what they do later ends the turn.
    void reread(Turn turn) {
        stores.sessions().find(turn.id()).map(turn.claim()::reread).ifPresent(turn::update);
    }

    private boolean merge(Turn into, Turn from) {
        Conversation other = from.conversation();
        assign(other.address(), into.id());
        other.otherAddresses().forEach(address -> assign(address, into.id()));
        completion.join(from.id(), into.id());
        return stores.joins().absorb(into.claim(), other)
                && moveAll(from.id(), into.id(), () -> into.holds() && from.holds())
                && stores.joins().delete(from.claim());
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
}
