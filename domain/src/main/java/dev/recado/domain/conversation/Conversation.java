package dev.recado.domain.conversation;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.ServiceWindow;
import dev.recado.domain.text.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conversation with one user.
///
/// @param userState consent, quota and offences of the user
/// @param lastNotice the last notification that was sent to the user
/// @param thread the id of the conversation at the model's provider, if it keeps one
/// @param happened business events that are not published yet
public record Conversation(
        ConversationId id,
        Participant participant,
        Ownership ownership,
        History history,
        Unsettled unsettled,
        UserState userState,
        @Nullable LastNotification lastNotice,
        @Nullable String thread,
        List<BusinessEvent> happened,
        Instant createdAt) {
    public Conversation {
        happened = List.copyOf(happened);
    }

    /// The user, and how to reach them.
    ///
    /// @param address the phone number where one is known, as the user's first message spelt it, or in its
    ///     canonical spelling
    /// @param otherAddresses further addresses of the user, former ones included; their conversations are
    ///     merged into this one
    /// @param channel by which the user wrote last
    /// @param businessAddress the number of the business that the user wrote to last, as the provider
    ///     spells it
    /// @param language the user's language as last recognised; null while unknown
    public record Participant(
            UserAddress address,
            Set<UserAddress> otherAddresses,
            Channel channel,
            @Nullable String businessAddress,
            @Nullable String profileName,
            @Nullable Language language) {
        public Participant {
            otherAddresses = Set.copyOf(otherAddresses);
        }
    }

    /// What was said lately.
    ///
    /// @param turns the recent turns, oldest first, bounded by the store
    /// @param answered ids of the inbound messages closed lately, to recognise repeats
    /// @param offered the choices of the last answer; empty for none
    /// @param lastWroteAt when the user last wrote, by the provider's clock; null while unknown
    public record History(
            List<Utterance> turns,
            Set<MessageId> answered,
            List<Option> offered,
            @Nullable Instant lastWroteAt) {
        public History {
            turns = List.copyOf(turns);
            answered = Set.copyOf(answered);
            offered = List.copyOf(offered);
        }
    }

    /// What is not known to have reached the user.
    ///
    /// @param outbox an answer whose sending is not settled, if any
    /// @param held parts that may not be sent before the user writes again, oldest first, bounded
    public record Unsettled(@Nullable Outbox outbox, List<OutboundMessage> held) {
        public Unsettled {
            held = List.copyOf(held);
        }
    }

    public UserAddress address() {
        return participant.address;
    }

    public Set<UserAddress> otherAddresses() {
        return participant.otherAddresses;
    }

    public Channel channel() {
        return participant.channel;
    }

    public @Nullable String businessAddress() {
        return participant.businessAddress;
    }

    public @Nullable String profileName() {
        return participant.profileName;
    }

    public @Nullable Language language() {
        return participant.language;
    }

    public ConversationStatus status() {
        return ownership.status();
    }

    public List<Utterance> turns() {
        return history.turns;
    }

    public Set<MessageId> answered() {
        return history.answered;
    }

    public List<Option> offered() {
        return history.offered;
    }

    public @Nullable Instant lastWroteAt() {
        return history.lastWroteAt;
    }

    public @Nullable Outbox outbox() {
        return unsettled.outbox;
    }

    public List<OutboundMessage> held() {
        return unsettled.held;
    }

    public ServiceWindow window() {
        return new ServiceWindow(history.lastWroteAt);
    }

    /// Whether the bot stays silent, even about failures: the user opted out, is blocked or over a limit, or
    /// talks to a person.
    public boolean isMuted(Instant now) {
        return userState.optedOut() || userState.isBlocked(now) || userState.isAskedToWait(now) || isWithHuman(now);
    }

    /// Whether a person owns it, so that the bot stays silent.
    public boolean isWithHuman(Instant now) {
        return ownership.isWithHuman(now);
    }

    /// The same after changes outside Recado, by persons or providers.
    public Conversation with(Ownership nowOwnership, UserState nowUserState) {
        return new Conversation(
                id,
                participant,
                nowOwnership,
                history,
                unsettled,
                nowUserState,
                lastNotice,
                thread,
                happened,
                createdAt);
    }

    /// Whether nothing was ever answered in it, and nothing else of it is stored.
    public boolean isBlank() {
        return turns().isEmpty()
                && answered().isEmpty()
                && otherAddresses().isEmpty()
                && outbox() == null
                && ownership().equals(Ownership.NEW);
    }

    /// The held parts, those of one answer in their order: they may have been taken back in another order.
    public List<OutboundMessage> heldInOrder() {
        Map<Optional<MessageId>, List<OutboundMessage>> answers = new LinkedHashMap<>();
        held().forEach(part -> answers.computeIfAbsent(Optional.ofNullable(part.answers()), _ -> new ArrayList<>())
                .add(part));
        answers.values().forEach(parts -> parts.sort(Comparator.comparingInt(OutboundMessage::index)));
        return answers.values().stream().flatMap(List::stream).toList();
    }

    /// The held parts of this and another conversation of the user, each part once, as parts of this
    /// conversation.
    public List<OutboundMessage> heldWith(Conversation other) {
        Map<PartId, OutboundMessage> parts = new LinkedHashMap<>();
        Stream.concat(other.held().stream(), held().stream()).forEach(part -> parts.put(part.id(), part.in(id)));
        return List.copyOf(parts.values());
    }

    /// When the user last wrote, here or in another conversation of the same user.
    public @Nullable Instant lastWroteAtWith(Conversation other) {
        return Stream.of(Optional.ofNullable(lastWroteAt()), Optional.ofNullable(other.lastWroteAt()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// The one of this and another conversation of the same user in which the user wrote last.
    public Conversation writtenLast(Conversation other) {
        Instant here = lastWroteAt();
        Instant there = other.lastWroteAt();
        return there != null && (here == null || there.isAfter(here)) ? other : this;
    }

    /// The last notification, in this or in another conversation of the same user.
    public @Nullable LastNotification lastNoticeWith(Conversation other) {
        return Stream.of(Optional.ofNullable(lastNotice), Optional.ofNullable(other.lastNotice))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(LastNotification::at))
                .orElse(null);
    }

    /// Whether the address is known to be this user's.
    public boolean knows(UserAddress other) {
        return address().equals(other) || otherAddresses().contains(other);
    }
}
