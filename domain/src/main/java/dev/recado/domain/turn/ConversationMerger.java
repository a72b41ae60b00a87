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
import dev.recado.domain.turn.MergeStep.Took;
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

/// Sees that a user has one conversation, whichever address a message names: when a phone number and a
/// business-scoped id come together, when a number changes, and where a spelling of a number had a conversation of
/// its own. It is done in a turn, between what an earlier one left and what waits. A message whose addresses are
/// known costs nothing. Each step may be the last one of a process that is killed, and is harmless a second time;
/// that an address is known is written down when all is done.
final class ConversationMerger {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String NOT_YET = "another conversation of the user is not free yet";
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

    /// How the turn goes on.
    sealed interface Merged {
        /// There is no other conversation to look for.
        record Unchanged() implements Merged {}

        /// Other conversations were looked for, and merged where there were any: the turn's conversation is up to date.
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

        /// What waits; when nothing does any more, what brought the turn about.
        List<InboundMessage> causes() {
            return messages.isEmpty() ? waiting.messages() : messages;
        }
    }

    /// Merges the user's other conversations into this one, or this one into another. The turn's outbox is settled.
    ///
    /// @param messages what waits in the store
    Merged merge(Turn turn, List<InboundMessage> messages, Waiting waiting) {
        Look look = new Look(turn, messages, waiting);
        Set<UserAddress> told = told(look);
        Set<BusinessScoped> alone = alone(look, told);
        Map<BusinessScoped, ConversationId> assigned = assigned(told, alone);
        if (told.isEmpty() && assigned.isEmpty()) {
            return new Merged.Unchanged();
        }
        for (BusinessScoped id : alone) {
            ConversationId home = assigned.get(id);
            if (home != null && !home.equals(look.here())) {
                return goHome(look, home);
            }
        }
        return stay(look, told, assigned);
    }

    /// What was written from a number that the user has no more is answered at the one that came after it.
    static InboundMessage whereReached(Conversation conversation, InboundMessage message) {
        boolean former = message.from() instanceof Phone phone
                && !ConversationId.of(phone).equals(conversation.id());
        return former ? message.answeredAt(conversation.address()) : message;
    }

    /// Addresses that came beside the one that the conversation goes by, and are new to it.
    private static Set<UserAddress> told(Look look) {
        Set<UserAddress> told = new LinkedHashSet<>();
        for (InboundMessage message : look.causes()) {
            boolean change = message.content() instanceof Content.AddressChange;
            for (UserAddress address : message.addresses()) {
                boolean tells = switch (address) {
                    case BusinessScoped ignored -> change || message.from() instanceof Phone;
                    case Phone phone -> look.isOwn(phone) ? !phone.equals(phone.canonical()) : change;
                };
                if (tells && !look.turn().conversation().knows(address)) {
                    told.add(address);
                }
            }
        }
        return told;
    }

    /// Ids of messages that came with nothing else.
    private static Set<BusinessScoped> alone(Look look, Set<UserAddress> told) {
        return look.causes().stream()
                .map(InboundMessage::from)
                .filter(from -> !told.contains(from))
                .flatMap(from -> from instanceof BusinessScoped id ? Stream.of(id) : Stream.empty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<BusinessScoped, ConversationId> assigned(Set<UserAddress> told, Set<BusinessScoped> alone) {
        Set<BusinessScoped> ids = new HashSet<>(alone);
        for (UserAddress address : told) {
            if (address instanceof BusinessScoped id) {
                ids.add(id);
            }
        }
        return ids.isEmpty() ? Map.of() : stores.contacts().conversations(ids);
    }

    /// The conversation is another one's by now: a message was taken in as the two were joined. All of it follows.
    private Merged goHome(Look look, ConversationId home) {
        return switch (mergeStep.beside(home)) {
            // an answer here is better than none
            case null -> new Merged.Unchanged();
            case Claim.BrokenOff _ -> new Merged.Unchanged();
            case Claim.Busy busy -> {
                stores.sessions().release(look.turn().claim(), null, time.now());
                yield new Merged.Stop(new Outcome.Busy(busy.until()));
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

    private Merged stay(Look look, Set<UserAddress> told, Map<BusinessScoped, ConversationId> assigned) {
        boolean joined = false;
        Set<UserAddress> known = new LinkedHashSet<>();
        Set<UserAddress> early = new LinkedHashSet<>();
        Duration after = Duration.ZERO;
        for (UserAddress address : told) {
            switch (take(look, address, before(address, assigned))) {
                case Took.Joined ignored -> {
                    known.add(address);
                    joined = true;
                }
                case Took.Nothing ignored -> known.add(address);
                case Took.Later later -> {
                    early.add(address);
                    after = later.after().compareTo(after) > 0 ? later.after() : after;
                }
                case Took.Lost ignored -> {
                    return LOST;
                }
            }
        }
        for (Map.Entry<BusinessScoped, ConversationId> entry : assigned.entrySet()) {
            // what a message that went astray may have left behind when its process was killed
            if (!told.contains(entry.getKey()) && !look.isOwn(entry.getKey())) {
                joined |= absorb(look, ConversationId.of(entry.getKey()), entry.getKey()) instanceof Took.Joined;
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

    /// Where messages of the address went until now, if known.
    private static @Nullable ConversationId before(UserAddress address, Map<BusinessScoped, ConversationId> assigned) {
        return switch (address) {
            case BusinessScoped id -> assigned.get(id);
            case Phone phone -> ConversationId.ofSpelling(phone);
        };
    }

    /// Makes an address one of this conversation's.
    private Took take(Look look, UserAddress address, @Nullable ConversationId before) {
        Took former = new Took.Nothing();
        if (before != null && !before.equals(look.here())) {
            former = absorb(look, before, address);
        }
        if (former instanceof Took.Later || former instanceof Took.Lost || look.isOwn(address)) {
            return former;
        }
        if (address instanceof BusinessScoped id && !look.here().equals(before)) {
            // before its own conversation goes: what comes astray from now on finds here
            stores.contacts().assign(id, look.here());
        }
        Took own = absorb(look, ConversationId.of(address), address);
        return own instanceof Took.Nothing ? former : own;
    }

    private Took absorb(Look look, ConversationId source, UserAddress address) {
        return mergeStep.absorb(look.turn(), look.waiting(), source, address);
    }

    /// The other conversation is answered first, so that the order is kept, unless that takes too long.
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
            return new Merged.Stop(Outcome.deferred(soon || after.compareTo(PAUSE) > 0 ? after : PAUSE, NOT_YET));
        }
        return looked(look, joined, changes);
    }
}
