package dev.recado.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The invariants, checked at every step that could break them.
final class Invariants {
    private final Simulation simulation;
    private final Map<MessageId, Stored> stored = new LinkedHashMap<>();
    private final Set<MessageId> reopened = new HashSet<>();
    private final Map<MessageId, Integer> answeredBy = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Set<MessageId> givenUp = new HashSet<>();
    private final Set<MessageId> keptForPerson = new HashSet<>();
    /// The order of all decided parts; a part that was held has the place of the answer it is sent with.
    private final Map<PartId, Integer> places = new LinkedHashMap<>();
    private final Map<ConversationId, Lease> leases = new HashMap<>();
    private final Map<ConversationId, Long> fences = new HashMap<>();
    private final Map<ConversationId, OutboundMessage> lastSent = new HashMap<>();
    private final Map<ConversationId, Integer> storedAtClaim = new HashMap<>();

    /// @param place how many messages were stored before it
    private record Stored(InboundMessage message, int place) {}

    private record Lease(ProcessInstance process, long fence, Instant until) {}

    Invariants(Simulation simulation) {
        this.simulation = simulation;
    }

    void stored(InboundMessage message) {
        simulation.log(() -> message.id() + " is stored in " + message.conversationId());
        stored.putIfAbsent(message.id(), new Stored(message, stored.size()));
    }

    void claimed(ProcessInstance process, ClaimedConversation claim) {
        Lease lease = leases.get(claim.id());
        assertThat(lease == null
                        || lease.process().process.equals(process.process)
                        || !lease.until().isAfter(simulation.scheduler.clock.instant()))
                .as("%s claims what %s holds", process, lease)
                .isTrue();
        assertThat(claim.fence()).as("the fence grows").isGreaterThan(fences.getOrDefault(claim.id(), 0L));
        simulation.log(() -> process + " claims " + claim.id() + ", " + claim.fence() + ", left: "
                + claim.conversation().outbox());
        fences.put(claim.id(), claim.fence());
        storedAtClaim.put(claim.id(), stored.size());
        leases.put(claim.id(), new Lease(process, claim.fence(), claim.until()));
    }

    void isLatest(ClaimedConversation claim) {
        assertThat(claim.fence()).as("only the last owner writes").isEqualTo(fences.get(claim.id()));
    }

    void renewed(ProcessInstance process, ClaimedConversation claim, Instant until) {
        isLatest(claim);
        simulation.log(() -> process + " renews " + claim.fence() + " until " + until);
        leases.merge(
                claim.id(),
                new Lease(process, claim.fence(), until),
                (before, now) -> now.until().isAfter(before.until()) ? now : before);
    }

    void released(ProcessInstance process, ClaimedConversation claim) {
        isLatest(claim);
        simulation.log(() -> process + " releases " + claim.fence());
        leases.remove(claim.id());
    }

    void deleted(ProcessInstance process, ClaimedConversation claim, Conversation before) {
        isLatest(claim);
        assertThat(before.ownership().version())
                .as("who has a conversation is not forgotten with it")
                .isEqualTo(claim.ownershipVersion());
        simulation.log(() -> process + " deletes " + claim.id());
        leases.remove(claim.id());
        fences.remove(claim.id());
    }

    void committed(ProcessInstance process, ClaimedConversation claim, Decision decision) {
        isLatest(claim);
        simulation.log(() -> process + " commits " + claim.fence() + ": " + decision.answered());
        if (decisions.contains(decision)) {
            return;
        }
        List<InboundMessage> messages =
                decision.answered().stream().map(id -> at(id).message()).toList();
        Failure failure = decision.outbox().failure();
        if (failure != null && failure.cause().equals("broken")) {
            assertThat(messages).as("only what kills each process is given up").anyMatch(message -> isPoison(message));
            givenUp.addAll(decision.answered());
        }
        assertThat(messages).as("a turn answers in order").isSortedAccordingTo(InboundMessage.BY_ARRIVAL);
        // an answer that is sent once more is in its place already
        boolean again =
                decision.answered().stream().allMatch(id -> reopened.contains(id) && answeredBy.containsKey(id));
        for (MessageId id : decision.answered()) {
            if (!reopened.contains(id)) {
                assertThat(answeredBy).as("%s is answered once", id).doesNotContainKey(id);
            }
            answeredBy.put(id, decisions.size());
        }
        if (messages.isEmpty()) {
            assertThat(simulation
                            .store
                            .find(claim.id())
                            .filter(conversation -> conversation.userState().optedOut()))
                    .as("nobody is told unasked who wants to hear no more")
                    .isEmpty();
        } else if (!again) {
            assertNoneSkipped(claim, messages.getLast());
        }
        int place = 1_000 * decisions.size();
        for (PendingPart part : decision.outbox().pending()) {
            places.put(part.message().id(), place++);
        }
        decisions.add(decision);
        decision.outbox().pending().stream()
                .map(part -> part.message().answers())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(simulation.colleagues::commits);
        assertSilentBesidePerson(claim, decision);
    }

    private void assertSilentBesidePerson(ClaimedConversation claim, Decision decision) {
        boolean withPerson =
                simulation.store.find(claim.id()).orElseThrow().isWithHuman(simulation.scheduler.clock.instant());
        boolean isClosed = simulation.store.find(claim.id()).orElseThrow().status() == ConversationStatus.CLOSED;
        if (isClosed) {
            keptForPerson.addAll(decision.answered());
        }
        if (!withPerson) {
            return;
        }
        keptForPerson.addAll(decision.answered());
        assertThat(!decision.answered().isEmpty()
                        && decision.said().stream().anyMatch(said -> said.role() == Role.ASSISTANT))
                .as("the bot is silent while a person has the conversation")
                .isFalse();
    }

    private void assertNoneSkipped(ClaimedConversation claim, InboundMessage latest) {
        int seen = storedAtClaim.getOrDefault(claim.id(), 0);
        for (Stored earlier : stored.values()) {
            boolean before = earlier.place() < seen
                    && simulation.store.conversationOf(earlier.message().id()).equals(Optional.of(claim.id()))
                    && InboundMessage.BY_ARRIVAL.compare(earlier.message(), latest) < 0;
            if (before && !answeredBy.containsKey(earlier.message().id())) {
                throw new AssertionError(latest.id() + " is answered before " + earlier);
            }
        }
    }

    private boolean isPoison(InboundMessage message) {
        return simulation.killMode == Simulation.KillMode.POISON
                && message.content().text().equals(Simulation.POISON_TEXT);
    }

    /// Asserts that the message that kills each process was given up, so that the others could be answered.
    /// The model, which it kills, does not see it while a person has the conversation.
    void poisonWasGivenUp(String text) {
        assertThat(stored.values().stream()
                        .map(Stored::message)
                        .filter(message -> message.content().text().equals(text)))
                .allMatch(message -> givenUp.contains(message.id()) || keptForPerson.contains(message.id()));
    }

    private Stored at(MessageId id) {
        Stored found = stored.get(id);
        assertThat(found).as("%s was written by a user", id).isNotNull();
        return java.util.Objects.requireNonNull(found);
    }

    /// Records that an answer was taken back and is sent once more.
    void reopens(MessageId id) {
        reopened.add(id);
    }

    void closes(Collection<MessageId> ids) {
        assertThat(answeredBy.keySet()).as("what is closed was answered").containsAll(ids);
    }

    void sends(ProcessInstance process, OutboundMessage part) {
        simulation.log(() -> process + " sends " + part.id());
        Lease lease = leases.get(part.conversationId());
        boolean holds = lease != null
                && lease.process() == process
                && lease.until().isAfter(simulation.scheduler.clock.instant());
        assertThat(holds)
                .as("%s sends %s and holds the lease: %s", process, part.id(), lease)
                .isTrue();
        assertThat(places).as("what is sent was stored before").containsKey(part.id());
        if (simulation.provider.failedToDeliver(part.id())) {
            // the user already has what came after it
            return;
        }
        OutboundMessage last = lastSent.put(part.conversationId(), part);
        // one that was not delivered, and is sent once more, has a later place
        if (last != null && !simulation.provider.failedToDeliver(last.id())) {
            assertThat(places.get(part.id()))
                    .as("%s after %s", part.id(), last.id())
                    .isGreaterThanOrEqualTo(places.get(last.id()));
        }
    }

    List<PartId> parts() {
        return List.copyOf(places.keySet());
    }

    void moved(Map<PartId, DeliveryStatus> before, Map<PartId, DeliveryStatus> after) {
        after.forEach((id, status) -> {
            DeliveryStatus earlier = before.get(id);
            if (earlier != status) {
                simulation.log(() -> id + " is " + status);
                if (earlier != null && !status.supersedes(earlier)) {
                    throw new AssertionError(id + " goes from " + earlier + " to " + status);
                }
            }
        });
    }

    private boolean isHeld(OutboundMessage part) {
        // by its id, because its conversation may have been merged into another
        return simulation.store.conversations().stream()
                .flatMap(conversation -> conversation.held().stream())
                .anyMatch(held -> held.id().equals(part.id()));
    }

    /// Asserts that every stored message was answered, and that every part reached the provider unless it was
    /// refused.
    void hold(Map<PartId, DeliveryStatus> states) {
        assertThat(answeredBy.keySet()).as("nothing is lost").containsAll(stored.keySet());
        for (Decision decision : decisions) {
            for (PendingPart part : decision.outbox().pending()) {
                PartId id = part.message().id();
                assertThat(simulation.provider.has(id)
                                || states.get(id) == DeliveryStatus.FAILED
                                || isHeld(part.message()))
                        .as("%s was sent, refused, or waits for the user: %s", id, states.get(id))
                        .isTrue();
            }
        }
    }
}
