package dev.recado.domain.conversation;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Conversations and who may answer them. Each method is one atomic write to one document, or one read.
public interface SessionStore {

    /// Takes the conversation for this process, or makes it when it is the user's first: one turn at a time,
    /// across processes. A lease that ran out, or that a former life of this process held, is taken over; one that
    /// was taken by {@link SessionJoins#claimBeside} is left until it runs out, whoever holds it.
    ///
    /// @param opening a new conversation starts from it
    /// @param attempt whether it is taken whatever happened to the claims before
    Claim claim(ConversationKey opening, Instant now, Duration lease, Attempt attempt);

    /// The same however many claims broke off before.
    default Claim claim(ConversationKey opening, Instant now, Duration lease) {
        return claim(opening, now, lease, Attempt.ANY);
    }

    /// The same by the newest message known to wait.
    default Claim claim(InboundMessage latest, Instant now, Duration lease) {
        return claim(ConversationKey.by(latest), now, lease);
    }

    /// Which of these conversations another process has claimed at this time. A hint, for whoever looks for work:
    /// a claim alone decides.
    Set<ConversationId> claimedElsewhere(Collection<ConversationId> ids, Instant now);

    /// Prolongs a claim, never shortens it. A repeat is harmless.
    ///
    /// @return false when the claim was lost: nothing may be written or sent any more
    boolean renew(ClaimedConversation claim, Instant now, Duration lease);

    /// Stores a decided answer before any of it is sent. A part in its outbox is held no more; what was held since
    /// the claim stays so. A repeat with the same answer is harmless.
    ///
    /// @return false when the claim was lost; nothing was written, and nothing may be sent
    boolean commit(ClaimedConversation claim, Decision decision);

    /// Stores how things stand with what is left of an answer, and keeps the claim. A repeat is harmless.
    ///
    /// @return false when the claim was lost; nothing was written, and nothing may be sent
    boolean keep(ClaimedConversation claim, Outbox remaining);

    /// Adds to what is held until the user writes again, stores what is left of the answer, and keeps the claim. A
    /// repeat is harmless.
    ///
    /// @return false when the claim was lost; nothing was written, and nothing may be sent
    boolean hold(ClaimedConversation claim, Outbox remaining, List<OutboundMessage> held);

    /// Adds a part that was taken back to what is held, whoever has the conversation: nothing else of it changes. One
    /// that is held, or about to be sent, stays as it is.
    ///
    /// @return false when the conversation is not there, or not any more
    boolean holdAgain(OutboundMessage part);

    /// The user wants nothing unasked any more, as the provider tells, whoever has the conversation: nothing else of it
    /// changes. A repeat is harmless.
    ///
    /// @param told what the business is to be told of it
    void refuseUnasked(ConversationId id, BusinessEvent told);

    /// Gives the conversation back, with what is still unsettled of its outbox.
    ///
    /// @param remaining null when everything is settled; else this claim alone does not count as an attempt, but
    ///     those that broke off before it still do
    /// @param happened what the business is to be told besides; it stays with the conversation until it was
    /// @return false when the claim was lost in the meantime
    boolean release(ClaimedConversation claim, @Nullable Outbox remaining, List<BusinessEvent> happened, Instant now);

    /// The same with nothing to tell.
    default boolean release(ClaimedConversation claim, @Nullable Outbox remaining, Instant now) {
        return release(claim, remaining, List.of(), now);
    }

    /// Closes open conversations in which nothing happened since a time, the longest silent first, at most so many,
    /// one write each: none that is claimed, or whose answer is not settled. One that waits for a human, or that a
    /// human owns, stays as it is. A repeat finds the next ones.
    ///
    /// @return what the business is to be told of it; it stays with the conversations until it was
    List<BusinessEvent> closeSilent(Instant since, Instant now, int limit);

    /// When any of the conversations that began before the given time was last given back or answered; empty when
    /// none began before. May be costly on a large embedded store: for the start.
    Optional<Instant> lastActivity(Instant begunBefore);

    /// The conversation as last stored.
    Optional<Conversation> find(ConversationId id);

    /// What came of a claim.
    sealed interface Claim {
        record Claimed(ClaimedConversation conversation) implements Claim {}

        /// Another process answers this conversation.
        /// @param until when its lease runs out unless renewed
        record Busy(Instant until) implements Claim {}

        /// It was not taken: more claims in a row broke off than {@link Attempt} allows.
        /// @param times how many
        record BrokenOff(int times) implements Claim {}
    }

    /// How a claim stands to those before it that broke off: that were neither followed by a stored answer nor given
    /// back.
    ///
    /// @param mostBroken the conversation is taken when at most so many in a row broke off
    /// @param counts false when the last of them broke off through no fault of its turn: this claim then takes its
    ///     place in the count
    record Attempt(int mostBroken, boolean counts) {
        public static final Attempt ANY = new Attempt(Integer.MAX_VALUE, true);
    }

    /// A decided answer.
    ///
    /// @param said what is added to the recent turns
    /// @param outbox the parts to send and what they answer; its answered ids join the conversation's
    /// @param language the user's language if it was recognised
    /// @param profileName the user's name as last told by the provider
    /// @param phoneNumberId the business's sender that was written to
    /// @param offered what can be chosen in answer, in place of what was offered before
    /// @param lastWroteAt when the user last wrote, if that is known
    /// @param changes what else becomes of the conversation
    record Decision(
            List<Utterance> said,
            Outbox outbox,
            @Nullable Language language,
            @Nullable String profileName,
            @Nullable String phoneNumberId,
            List<Option> offered,
            @Nullable Instant lastWroteAt,
            Changes changes,
            Instant at) {
        public Decision {
            said = List.copyOf(said);
            offered = List.copyOf(offered);
        }

        /// With which nothing else changes.
        public Decision(
                List<Utterance> said,
                Outbox outbox,
                @Nullable Language language,
                @Nullable String profileName,
                @Nullable String phoneNumberId,
                List<Option> offered,
                @Nullable Instant lastWroteAt,
                Instant at) {
            this(said, outbox, language, profileName, phoneNumberId, offered, lastWroteAt, Changes.NONE, at);
        }

        /// With which parts that were taken back are sent once more. Nothing new is said.
        public static Decision again(Conversation conversation, Outbox outbox) {
            return new Decision(
                    List.of(), outbox, null, null, null, conversation.offered(), null, outbox.committedAt());
        }

        /// The inbound messages that the answer closes.
        public List<MessageId> answered() {
            return outbox.answered();
        }
    }

    /// What becomes of a conversation besides an answer. What is null stays as it is.
    ///
    /// @param userState its consent is stored only where it is not the claim's, because a provider may have told of
    ///     another one since ([#refuseUnasked])
    /// @param humanUntil until when a human has it
    /// @param thread empty: there is none any more
    /// @param happened what the business is to be told; it stays with the conversation until it was
    record Changes(
            @Nullable UserState userState,
            @Nullable ConversationStatus status,
            @Nullable Instant humanUntil,
            @Nullable LastNotification lastNotice,
            @Nullable String thread,
            List<BusinessEvent> happened) {
        public static final Changes NONE = new Changes(null, null, null, null, List.of());

        public Changes {
            happened = List.copyOf(happened);
        }

        /// With the same human for as long as before.
        public Changes(
                @Nullable UserState userState,
                @Nullable ConversationStatus status,
                @Nullable LastNotification lastNotice,
                @Nullable String thread,
                List<BusinessEvent> happened) {
            this(userState, status, null, lastNotice, thread, happened);
        }
    }
}
