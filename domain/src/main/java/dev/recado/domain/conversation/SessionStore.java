package dev.recado.domain.conversation;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.Channel;
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

/// Stores conversations and their claims. Each method is one atomic write to one document, or one read.
/// Thread-safe.
public interface SessionStore {

    /// Claims the conversation for this process, and creates it for the user's first message: one claim at a
    /// time, across processes. A lease that ran out, or that an earlier process of the same instance held, is
    /// taken over; one taken by [SessionJoins#claimBeside] is left until it runs out.
    ///
    /// @param opening the key, and the first values of a new conversation
    /// @param attempt how many earlier claims may have failed
    Claim claim(ConversationKey opening, Instant now, Duration lease, Attempt attempt);

    /// The same, however many claims failed before.
    default Claim claim(ConversationKey opening, Instant now, Duration lease) {
        return claim(opening, now, lease, Attempt.ANY);
    }

    /// The same by the newest message known to wait.
    default Claim claim(InboundMessage latest, Instant now, Duration lease) {
        return claim(ConversationKey.by(latest), now, lease);
    }

    /// Which of these conversations another process has claimed at this time. A hint for sweepers: only a
    /// claim decides.
    Set<ConversationId> claimedElsewhere(Collection<ConversationId> ids, Instant now);

    /// Extends a claim's lease, never shortens it. A repeat is harmless.
    ///
    /// @return false when the claim was lost: nothing may be written or sent any more
    boolean renew(ClaimedConversation claim, Instant now, Duration lease);

    /// Stores a decision before any of it is sent. A part in its outbox is no longer held; parts held since
    /// the claim stay held. A repeat with the same decision is harmless.
    ///
    /// @return false when the claim was lost, or the conversation changed hands since ([#transfer]); nothing
    ///     was
    /// written, and nothing may be sent
    boolean commit(ClaimedConversation claim, Decision decision);

    /// Stores the rest of an outbox, and keeps the claim. A repeat is harmless.
    ///
    /// @return false when the claim was lost; nothing was written, and nothing may be sent
    boolean keep(ClaimedConversation claim, Outbox remaining);

    /// Adds parts that are held until the user writes again, stores the rest of the outbox, and keeps the
    /// claim. A repeat is harmless.
    ///
    /// @return false when the claim was lost; nothing was written, and nothing may be sent
    boolean hold(ClaimedConversation claim, @Nullable Outbox remaining, List<OutboundMessage> held);

    /// Replaces the ownership without a claim, where it is still the one that was read: a turn under way then
    /// finds its decision outdated. A repeat is harmless.
    ///
    /// @param now a step from `before`
    /// @param happened business events; they stay with the conversation until they are published
    /// @return false when somebody else changed it since; nothing was written
    boolean transfer(ConversationId id, Ownership before, Ownership now, List<BusinessEvent> happened, Instant at);

    /// Removes an entry from the history, without a claim, and the copy of the conversation at the model's
    /// provider, which has it too. A repeat is harmless.
    void unsay(ConversationId id, Utterance said);

    /// Stores that the user refuses notifications, as the provider reports, without a claim: nothing else
    /// changes. A repeat is harmless.
    ///
    /// @param told the business event of it
    void refuseUnasked(ConversationId id, BusinessEvent told);

    /// Releases the conversation with the unsettled rest of its outbox.
    ///
    /// @param remaining null when everything is settled; else this claim does not count as a failed attempt,
    /// but those before it still do
    /// @param happened further business events; they stay with the conversation until they are published
    /// @return false when the claim was lost in the meantime
    boolean release(ClaimedConversation claim, @Nullable Outbox remaining, List<BusinessEvent> happened, Instant now);

    /// Releases the conversation as it is: the claim does not count as an attempt.
    ///
    /// @return false when the claim was lost in the meantime
    boolean releaseUnchanged(ClaimedConversation claim);

    /// The same without business events.
    default boolean release(ClaimedConversation claim, @Nullable Outbox remaining, Instant now) {
        return release(claim, remaining, List.of(), now);
    }

    /// Closes open conversations that were idle since a time, the longest idle first, one write each: none
    /// that is claimed, has an unsettled outbox, waits for a person, or is owned by one. A repeat finds the
    /// next ones.
    ///
    /// @return the business events; they stay with the conversations until they are published
    List<BusinessEvent> closeSilent(Instant since, Instant now, int limit);

    /// The last time at which a conversation that began before the given time was released or answered; empty
    /// when none began before. May be slow on a large embedded store: meant for the start.
    Optional<Instant> lastActivity(Instant begunBefore);

    /// The conversation as last stored.
    Optional<Conversation> find(ConversationId id);

    /// The result of a claim.
    sealed interface Claim {
        record Claimed(ClaimedConversation conversation) implements Claim {}

        /// Another process answers this conversation.
        /// @param until when its lease runs out unless renewed
        record Busy(Instant until) implements Claim {}

        /// Not claimed: more claims in a row failed than [Attempt] allows.
        /// @param times how many
        record BrokenOff(int times) implements Claim {}
    }

    /// How a claim counts with the failed ones before it: those that were neither followed by a decision nor
    /// released.
    ///
    /// @param mostBroken how many claims in a row may have failed
    /// @param counts false when the last of them failed through no fault of its turn: this claim then takes
    ///     its place in the count
    record Attempt(int mostBroken, boolean counts) {
        public static final Attempt ANY = new Attempt(Integer.MAX_VALUE, true);
    }

    /// A decision: the reply of a turn with everything that it changes.
    ///
    /// @param said the entries added to the history
    /// @param outbox the parts to send and the messages that they answer
    /// @param language the user's language if it was detected
    /// @param profileName the user's name as last told by the provider
    /// @param channel by which the user wrote; null where the user did not write
    /// @param phoneNumberId the number of the business that the user wrote to; stored with its channel
    /// @param offered the choices of the reply, replacing earlier ones
    /// @param lastWroteAt when the user last wrote, if that is known
    /// @param changes the other changes of the conversation
    record Decision(
            List<Utterance> said,
            Outbox outbox,
            @Nullable Language language,
            @Nullable String profileName,
            @Nullable Channel channel,
            @Nullable String phoneNumberId,
            List<Option> offered,
            @Nullable Instant lastWroteAt,
            Changes changes,
            Instant at) {
        public Decision {
            said = List.copyOf(said);
            offered = List.copyOf(offered);
        }

        /// Without any other change.
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

        /// Where the user did not write.
        public Decision(
                List<Utterance> said,
                Outbox outbox,
                @Nullable Language language,
                @Nullable String profileName,
                @Nullable String phoneNumberId,
                List<Option> offered,
                @Nullable Instant lastWroteAt,
                Changes changes,
                Instant at) {
            this(said, outbox, language, profileName, null, phoneNumberId, offered, lastWroteAt, changes, at);
        }

        /// A decision that sends parts once more that were taken back, without a new reply.
        public static Decision again(Conversation conversation, Outbox outbox) {
            return new Decision(
                    List.of(), outbox, null, null, null, conversation.offered(), null, outbox.committedAt());
        }

        /// The inbound messages that the decision closes.
        public List<MessageId> answered() {
            return outbox.answered();
        }
    }

    /// The changes of a conversation besides a reply. A null field stays as it is.
    ///
    /// @param userState its consent is stored only where it is not the claim's, because a provider may have
    ///     told of another one since ([#refuseUnasked])
    /// @param ownership who answers from now on
    /// @param thread empty to remove it
    /// @param happened business events; they stay with the conversation until they are published
    record Changes(
            @Nullable UserState userState,
            @Nullable Ownership ownership,
            @Nullable LastNotification lastNotice,
            @Nullable String thread,
            List<BusinessEvent> happened) {
        public static final Changes NONE = new Changes(null, null, null, null, List.of());

        public Changes {
            happened = List.copyOf(happened);
        }
    }
}
