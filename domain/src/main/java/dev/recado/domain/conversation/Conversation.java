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

/// One user's thread: who, in which language, what was said lately, who owns it.
///
/// @param address the phone number where one is known, as the user's first message spelt it; in the common
///     spelling when another conversation went by that one
/// @param otherAddresses what else the user came by, and what went before the address; all their conversations are
///     this one
/// @param businessAddress the business's sender that was written to last, as the provider spells it
/// @param humanUntil until when a human has it who owns it; null for no end
/// @param language the user's language as last recognised; absent while unknown
/// @param turns the recent turns, oldest first, bounded by the store
/// @param answered ids of the inbound messages closed lately, so that a message that comes round again is known
/// @param outbox an earlier answer whose sending is not settled, if any
/// @param offered what the last answer offered to choose from; empty for nothing
/// @param lastWroteAt when the user last wrote, as the provider tells; null while it is not known
/// @param held parts that may not be sent before the user writes again, oldest first, bounded
/// @param userState how the user stands with the bot
/// @param lastNotice what the business told the user last, unasked
/// @param thread the model provider's own name of it, if it has one
/// @param happened what the business is still to be told
public record Conversation(
        ConversationId id,
        UserAddress address,
        Set<UserAddress> otherAddresses,
        Channel channel,
        @Nullable String businessAddress,
        ConversationStatus status,
        @Nullable Instant humanUntil,
        @Nullable String profileName,
        @Nullable Language language,
        List<Utterance> turns,
        Set<MessageId> answered,
        @Nullable Outbox outbox,
        List<Option> offered,
        @Nullable Instant lastWroteAt,
        List<OutboundMessage> held,
        UserState userState,
        @Nullable LastNotification lastNotice,
        @Nullable String thread,
        List<BusinessEvent> happened,
        Instant createdAt) {
    public Conversation {
        otherAddresses = Set.copyOf(otherAddresses);
        turns = List.copyOf(turns);
        answered = Set.copyOf(answered);
        offered = List.copyOf(offered);
        held = List.copyOf(held);
        happened = List.copyOf(happened);
    }

    public ServiceWindow window() {
        return new ServiceWindow(lastWroteAt);
    }

    /// Whether the bot has nothing to say in it, not even that something broke: the user wants to hear nothing, is
    /// blocked or asked to wait, or talks to a human.
    public boolean isMuted(Instant now) {
        return userState.optedOut() || userState.isBlocked(now) || userState.isAskedToWait(now) || isWithHuman(now);
    }

    /// Whether a human owns it, so that the bot says nothing.
    public boolean isWithHuman(Instant now) {
        return status == ConversationStatus.HUMAN && (humanUntil == null || now.isBefore(humanUntil));
    }

    /// The same, as what persons and providers did elsewhere leaves it.
    public Conversation with(ConversationStatus nowStatus, @Nullable Instant nowHumanUntil, UserState nowStanding) {
        return new Conversation(
                id,
                address,
                otherAddresses,
                channel,
                businessAddress,
                nowStatus,
                nowHumanUntil,
                profileName,
                language,
                turns,
                answered,
                outbox,
                offered,
                lastWroteAt,
                held,
                nowStanding,
                lastNotice,
                thread,
                happened,
                createdAt);
    }

    /// Whether nothing was ever answered in it, and nothing of it is known.
    public boolean isBlank() {
        return turns.isEmpty() && answered.isEmpty() && otherAddresses.isEmpty() && outbox == null;
    }

    /// What is held, the parts of one answer in their order: they may have been taken back in any other.
    public List<OutboundMessage> heldInOrder() {
        Map<Optional<MessageId>, List<OutboundMessage>> answers = new LinkedHashMap<>();
        held.forEach(part -> answers.computeIfAbsent(Optional.ofNullable(part.answers()), _ -> new ArrayList<>())
                .add(part));
        answers.values().forEach(parts -> parts.sort(Comparator.comparingInt(OutboundMessage::index)));
        return answers.values().stream().flatMap(List::stream).toList();
    }

    /// What is held here and in another conversation of the user, each part once.
    public List<OutboundMessage> heldWith(Conversation other) {
        Map<PartId, OutboundMessage> parts = new LinkedHashMap<>();
        Stream.concat(other.held.stream(), held.stream()).forEach(part -> parts.put(part.id(), part));
        return List.copyOf(parts.values());
    }

    /// When the user last wrote, here or in another conversation of the same user.
    public @Nullable Instant lastWroteAtWith(Conversation other) {
        return Stream.of(Optional.ofNullable(lastWroteAt), Optional.ofNullable(other.lastWroteAt))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// What the business told the user last, here or in another conversation of the same user.
    public @Nullable LastNotification lastNoticeWith(Conversation other) {
        return Stream.of(Optional.ofNullable(lastNotice), Optional.ofNullable(other.lastNotice))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(LastNotification::at))
                .orElse(null);
    }

    /// Whether the address is known to be this user's.
    public boolean knows(UserAddress other) {
        return address.equals(other) || otherAddresses.contains(other);
    }
}
