package dev.recado.domain.turn;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import dev.recado.domain.turn.MergeStep.Absorbed;
import dev.recado.domain.turn.TurnSteps.Stores;
import dev.recado.domain.turn.TurnSteps.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Merges the conversations of one user, whichever address a message names: when a phone number and a
/// business-scoped id come in one message, when a number changes, and where another spelling of a number had
/// its own conversation. It runs in a turn, after the recovery of the outbox. A message whose addresses are
/// known costs nothing. Each step may be the last one before the process is killed, and may be repeated; the
/// new address is stored at the end.
final class ConversationMerger {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String OTHER_BUSY = "another conversation of the user is not free yet";
    private static final Merged LOST = new Merged.Stop(Step.CLAIM_LOST.outcome());

    private final Stores stores;
    private final TurnRules rules;
    private final TimeSource time;
    private final MergeStep mergeStep;

    ConversationMerger(Stores stores, MergeStep mergeStep, TurnRules rules, TimeSource time) {
        this.stores = stores;
        this.rules = rules;
        this.time = time;
        this.mergeStep = mergeStep;
    }

    /// How the turn continues.
    sealed interface Merged {
        /// No message names a new address.
        record Unchanged() implements Merged {}

        /// Other conversations were looked for, and merged where there were any: the turn's conversation is up to
        /// date.
        ///
        /// @param early what must not be closed yet: it tells of a change that could not be followed so far
        record Looked(Set<MessageId> early) implements Merged {}

        /// The turn ends: the conversation was given back, or is gone.
        record Stop(Outcome outcome) implements Merged {}
    }

    /// @param messages what waits in the store
    private record Look(Turn turn, List<InboundMessage> messages, Waiting waiting) {
        ConversationId here() {
            return turn.id();
        }

        boolean isOwn(UserAddress address) {
            return ConversationId.of(address).equals(here());
        }

        /// The messages that wait, or, when none waits any more, those that started the turn.
        List<InboundMessage> causes() {
            return messages.isEmpty() ? waiting.messages() : messages;
        }
    }

    /// Merges the user's other conversations into this one, or this one into another. The turn's outbox is
    /// settled.
    ///
    /// @param messages what waits in the store
    Merged merge(Turn turn, List<InboundMessage> messages, Waiting waiting) {
        Look look = new Look(turn, messages, waiting);
        Set<UserAddress> newAddresses = newAddresses(look);
        Set<BusinessScoped> alone = alone(look, newAddresses);
        Map<BusinessScoped, ConversationId> assigned = assigned(newAddresses, alone);
        if (newAddresses.isEmpty() && assigned.isEmpty()) {
            return new Merged.Unchanged();
        }
        for (BusinessScoped id : alone) {
            ConversationId home = assigned.get(id);
            if (home != null && !home.equals(look.here())) {
                return moveTo(look, home);
            }
        }
        return absorbInto(look, newAddresses, assigned);
    }

    /// The message, addressed to the user's new number if it was written from a former one.
    static InboundMessage atCurrentAddress(Conversation conversation, InboundMessage message) {
        boolean former = message.from() instanceof Phone phone
                && !ConversationId.of(phone).equals(conversation.id());
        return former ? message.withReplyAddress(conversation.address()) : message;
    }

    /// Addresses that came beside the conversation's own and are new to it.
    private static Set<UserAddress> newAddresses(Look look) {
        Set<UserAddress> newAddresses = new LinkedHashSet<>();
        for (InboundMessage message : look.causes()) {
            boolean change = message.content() instanceof Content.AddressChange;
            for (UserAddress address : message.addresses()) {
                boolean tells = switch (address) {
                    case BusinessScoped ignored -> change || message.from() instanceof Phone;
                    case Phone phone -> look.isOwn(phone) ? !phone.equals(phone.canonical()) : change;
                };
                if (tells && !look.turn().conversation().knows(address)) {
                    newAddresses.add(address);
                }
            }
        }
        return newAddresses;
    }

    /// Business-scoped ids of messages that came with no other address.
    private static Set<BusinessScoped> alone(Look look, Set<UserAddress> newAddresses) {
        return look.causes().stream()
                .map(InboundMessage::from)
                .filter(from -> !newAddresses.contains(from))
                .flatMap(from -> from instanceof BusinessScoped id ? Stream.of(id) : Stream.empty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<BusinessScoped, ConversationId> assigned(Set<UserAddress> newAddresses, Set<BusinessScoped> alone) {
        Set<BusinessScoped> ids = new HashSet<>(alone);
        for (UserAddress address : newAddresses) {
            if (address instanceof BusinessScoped id) {
                ids.add(id);
            }
        }
        return ids.isEmpty() ? Map.of() : stores.contacts().conversations(ids);
    }

    /// Moves this conversation into the other one: a message was accepted here while the two were merged.
    private Merged moveTo(Look look, ConversationId home) {
        return switch (mergeStep.beside(home)) {
            // an answer in this conversation is better than none
            case null -> new Merged.Unchanged();
            case Claim.BrokenOff _ -> new Merged.Unchanged();
            case Claim.Busy busy -> {
                stores.sessions().release(look.turn().claim(), null, time.now());
                yield new Merged.Stop(new Outcome.Busy(busy.until(), Set.of()));
            }
            case Claim.Claimed claimed -> {
                if (!mergeStep.give(look.turn(), claimed.conversation())) {
                    yield LOST;
                }
                Set<MessageId> gone = Stream.concat(look.messages().stream(), look.waiting().messages().stream())
                        .map(InboundMessage::id)
                        .collect(Collectors.toUnmodifiableSet());
                yield new Merged.Stop(new Outcome.Closed(
                        gone, look.messages().stream().findFirst().map(message -> message.in(home))));
            }
        };
    }

    private Merged absorbInto(Look look, Set<UserAddress> newAddresses, Map<BusinessScoped, ConversationId> assigned) {
        boolean joined = false;
        Set<UserAddress> known = new LinkedHashSet<>();
        Set<UserAddress> early = new LinkedHashSet<>();
        Duration after = Duration.ZERO;
        for (UserAddress address : newAddresses) {
            switch (take(look, address, before(address, assigned))) {
                case Absorbed.Merged ignored -> {
                    known.add(address);
                    joined = true;
                }
                case Absorbed.Nothing ignored -> known.add(address);
                case Absorbed.Later later -> {
                    early.add(address);
                    after = later.after().compareTo(after) > 0 ? later.after() : after;
                }
                case Absorbed.Lost ignored -> {
                    return LOST;
                }
            }
        }
        for (Map.Entry<BusinessScoped, ConversationId> entry : assigned.entrySet()) {
            // a conversation left behind by a message that was accepted there, and whose process was killed
            if (!newAddresses.contains(entry.getKey()) && !look.isOwn(entry.getKey())) {
                joined |= absorb(look, ConversationId.of(entry.getKey()), entry.getKey()) instanceof Absorbed.Merged;
            }
        }
        if (!known.isEmpty() && !stores.joins().know(look.turn().claim(), known)) {
            return LOST;
        }
        return early.isEmpty() ? looked(look, joined, Set.of()) : later(look, early, joined, after);
    }

    private Merged looked(Look look, boolean joined, Set<MessageId> early) {
        if (joined) {
            mergeStep.reread(look.turn());
        }
        return new Merged.Looked(early);
    }

    /// The conversation that messages of the address went to until now, if known.
    private static @Nullable ConversationId before(UserAddress address, Map<BusinessScoped, ConversationId> assigned) {
        return switch (address) {
            case BusinessScoped id -> assigned.get(id);
            case Phone phone -> ConversationId.ofSpelling(phone);
        };
    }

    /// Makes an address one of this conversation's.
    private Absorbed take(Look look, UserAddress address, @Nullable ConversationId before) {
        Absorbed former = new Absorbed.Nothing();
        if (before != null && !before.equals(look.here())) {
            former = absorb(look, before, address);
        }
        if (former instanceof Absorbed.Later || former instanceof Absorbed.Lost || look.isOwn(address)) {
            return former;
        }
        if (address instanceof BusinessScoped id && !look.here().equals(before)) {
            // assigned before its own conversation is deleted, so that later messages find this one
            stores.contacts().assign(id, look.here());
        }
        Absorbed own = absorb(look, ConversationId.of(address), address);
        return own instanceof Absorbed.Nothing ? former : own;
    }

    private Absorbed absorb(Look look, ConversationId source, UserAddress address) {
        return mergeStep.absorb(look.turn(), look.waiting(), source, address);
    }

    /// Lets the other conversation be answered first, so that the order is kept, unless that takes too long.
    private Merged later(Look look, Set<UserAddress> early, boolean joined, Duration after) {
        Set<MessageId> changes = look.messages().stream()
                .filter(message -> message.content() instanceof Content.AddressChange)
                .filter(message -> message.addresses().stream().anyMatch(early::contains))
                .map(InboundMessage::id)
                .collect(Collectors.toUnmodifiableSet());
        boolean soon = time.now()
                .isBefore(look.waiting().deadline().minus(rules.deadline().dividedBy(2)));
        if (soon || changes.size() == look.messages().size()) {
            stores.sessions().release(look.turn().claim(), null, time.now());
            return new Merged.Stop(Outcome.deferred(soon || after.compareTo(PAUSE) > 0 ? after : PAUSE, OTHER_BUSY));
        }
        return looked(look, joined, changes);
    }
}
