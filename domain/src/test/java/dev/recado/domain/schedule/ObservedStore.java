package dev.recado.domain.schedule;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.PartOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The store, as one process sees it. Before a call takes effect, and before its caller gets the result,
/// other threads run; at both points the store may fail or the process be killed.
final class ObservedStore implements Inbox, SessionStore, SessionJoins, MessageLog, AddressDirectory {
    private final Simulation simulation;
    private final Invariants invariants;
    private final ProcessInstance process;
    private final InMemoryStore store;

    ObservedStore(Simulation simulation, ProcessInstance process) {
        this.simulation = simulation;
        this.invariants = simulation.invariants;
        this.process = process;
        this.store = simulation.store.otherProcess(process.process);
    }

    <T> T call(Supplier<T> work) {
        simulation.scheduler.yieldToOthers();
        if (simulation.faults.storeFails()) {
            throw new PortUnavailableException("as ordered, before");
        }
        T result = work.get();
        simulation.scheduler.yieldToOthers();
        if (simulation.faults.storeFails()) {
            throw new PortUnavailableException("as ordered, after");
        }
        return result;
    }

    @Override
    public Appended append(InboundMessage message) {
        return call(() -> {
            invariants.stored(message);
            return store.append(message);
        });
    }

    @Override
    public List<InboundMessage> waiting(ConversationId id, int limit) {
        return call(() -> {
            List<InboundMessage> waiting = store.waiting(id, limit);
            simulation.log(() -> process + " finds "
                    + waiting.stream().map(InboundMessage::id).toList() + " in " + id);
            return waiting;
        });
    }

    @Override
    public List<InboundMessage> unanswered(Instant from, Instant before, int limit) {
        return call(() -> store.unanswered(from, before, limit));
    }

    @Override
    public Set<MessageId> known(Collection<MessageId> ids) {
        return call(() -> store.known(ids));
    }

    @Override
    public Optional<InboundMessage> message(MessageId id) {
        return call(() -> store.message(id));
    }

    @Override
    public Backlog backlog() {
        return call(store::backlog);
    }

    @Override
    public Claim claim(ConversationKey opening, Instant now, Duration lease, Attempt attempt) {
        return call(() -> {
            Claim claim = store.claim(opening, now, lease, attempt);
            if (claim instanceof Claim.Claimed claimed) {
                invariants.claimed(process, claimed.conversation());
            }
            return claim;
        });
    }

    @Override
    public Optional<Claim> claimBeside(ConversationId id, Instant now, Duration lease) {
        return call(() -> {
            Optional<Claim> claim = store.claimBeside(id, now, lease);
            if (claim.orElse(null) instanceof Claim.Claimed claimed) {
                invariants.claimed(process, claimed.conversation());
            }
            return claim;
        });
    }

    @Override
    public boolean absorb(ClaimedConversation into, Conversation other) {
        return call(() -> {
            boolean absorbed = store.absorb(into, other);
            if (absorbed) {
                invariants.isLatest(into);
            }
            return absorbed;
        });
    }

    @Override
    public boolean know(ClaimedConversation claim, Set<UserAddress> addresses) {
        return call(() -> store.know(claim, addresses));
    }

    @Override
    public boolean delete(ClaimedConversation claim) {
        return call(() -> {
            Optional<Conversation> before = store.find(claim.id());
            boolean deleted = store.delete(claim);
            if (deleted) {
                invariants.deleted(process, claim, before.orElseThrow());
            }
            return deleted;
        });
    }

    @Override
    public Map<BusinessScoped, ConversationId> conversations(Collection<BusinessScoped> ids) {
        return call(() -> store.conversations(ids));
    }

    @Override
    public void assign(BusinessScoped id, ConversationId conversation) {
        call(() -> {
            store.assign(id, conversation);
            simulation.log(() -> process + " assigns to " + conversation);
            return true;
        });
    }

    @Override
    public void closeUnanswered(List<MessageId> silent) {
        call(() -> {
            store.closeUnanswered(silent);
            return true;
        });
    }

    @Override
    public void storeTranscript(MessageId id, Content.Speech speech) {
        call(() -> {
            store.storeTranscript(id, speech);
            return true;
        });
    }

    @Override
    public int move(ConversationId from, ConversationId to, int limit) {
        return call(() -> {
            int moved = store.move(from, to, limit);
            simulation.log(() -> process + " moves " + moved + " from " + from + " to " + to);
            return moved;
        });
    }

    @Override
    public Set<ConversationId> claimedElsewhere(Collection<ConversationId> ids, Instant now) {
        return call(() -> store.claimedElsewhere(ids, now));
    }

    @Override
    public List<BusinessEvent> closeSilent(Instant since, Instant now, int limit) {
        return call(() -> store.closeSilent(since, now, limit));
    }

    @Override
    public boolean renew(ClaimedConversation claim, Instant now, Duration lease) {
        return call(() -> {
            boolean renewed = store.renew(claim, now, lease);
            if (renewed) {
                invariants.renewed(process, claim, now.plus(lease));
            }
            return renewed;
        });
    }

    @Override
    public boolean commit(ClaimedConversation claim, Decision decision) {
        return call(() -> {
            boolean committed = store.commit(claim, decision);
            if (committed) {
                invariants.committed(process, claim, decision);
            }
            return committed;
        });
    }

    @Override
    public boolean keep(ClaimedConversation claim, Outbox remaining) {
        return call(() -> {
            boolean kept = store.keep(claim, remaining);
            if (kept) {
                invariants.isLatest(claim);
            }
            return kept;
        });
    }

    @Override
    public boolean releaseUnchanged(ClaimedConversation claim) {
        return call(() -> {
            boolean released = store.releaseUnchanged(claim);
            if (released) {
                invariants.released(process, claim);
            }
            return released;
        });
    }

    @Override
    public boolean hold(ClaimedConversation claim, @Nullable Outbox remaining, List<OutboundMessage> held) {
        return call(() -> {
            List<MessageId> toBeClosed = answers(claim);
            boolean kept = store.hold(claim, remaining, held);
            if (kept) {
                invariants.isLatest(claim);
                // the held part closes them now, once it is sent by itself
                List<MessageId> now = answers(claim);
                toBeClosed.stream().filter(id -> !now.contains(id)).forEach(invariants::reopens);
            }
            return kept;
        });
    }

    /// The messages that the outbox of the conversation closes.
    private List<MessageId> answers(ClaimedConversation claim) {
        return store.find(claim.id())
                .map(Conversation::outbox)
                .map(Outbox::answered)
                .orElse(List.of());
    }

    @Override
    public boolean release(
            ClaimedConversation claim, @Nullable Outbox remaining, List<BusinessEvent> happened, Instant now) {
        return call(() -> {
            boolean released = store.release(claim, remaining, happened, now);
            if (released) {
                invariants.released(process, claim);
            }
            return released;
        });
    }

    @Override
    public Optional<Instant> lastActivity(Instant before) {
        return call(() -> store.lastActivity(before));
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return call(() -> store.find(id));
    }

    @Override
    public void record(List<PartOutcome> outcomes, List<MessageId> answered, @Nullable Failure failure, Instant now) {
        call(() -> {
            List<PartId> parts = outcomes.stream().map(o -> o.message().id()).toList();
            Map<PartId, DeliveryStatus> before = store.states(parts);
            store.record(outcomes, answered, failure, now);
            invariants.closes(answered);
            invariants.moved(before, store.states(parts));
            return true;
        });
    }

    @Override
    public List<Applied> applyAll(List<DeliveryReceipt> receipts) {
        return call(() -> {
            List<PartId> parts = invariants.parts();
            Map<PartId, DeliveryStatus> before = store.states(parts);
            List<Applied> applied = store.applyAll(receipts);
            invariants.moved(before, store.states(parts));
            return applied;
        });
    }

    @Override
    public Optional<OutboundMessage> part(DeliveryReceipt receipt) {
        return call(() -> store.part(receipt));
    }

    @Override
    public boolean takeBack(PartId id, DeliveryReceipt receipt) {
        return call(() -> {
            boolean taken = store.takeBack(id, receipt);
            simulation.log(() -> process + " takes back " + id + ": " + taken);
            return taken;
        });
    }

    @Override
    public void reopen(MessageId id) {
        call(() -> {
            store.reopen(id);
            invariants.reopens(id);
            return true;
        });
    }

    @Override
    public boolean setAside(MessageId id, Failure failure, Instant now) {
        return call(() -> store.setAside(id, failure, now));
    }

    @Override
    public boolean transfer(
            ConversationId id, Ownership before, Ownership now, List<BusinessEvent> happened, Instant at) {
        return call(() -> store.transfer(id, before, now, happened, at));
    }

    @Override
    public void unsay(ConversationId id, Utterance said) {
        call(() -> {
            store.unsay(id, said);
            return true;
        });
    }

    @Override
    public void refuseUnasked(ConversationId id, BusinessEvent told) {
        call(() -> {
            store.refuseUnasked(id, told);
            return true;
        });
    }

    @Override
    public Map<PartId, DeliveryStatus> states(Collection<PartId> parts) {
        return call(() -> store.states(parts));
    }

    @Override
    public Optional<Entry> find(ConversationId id, Channel channel, String externalId) {
        return call(() -> store.find(id, channel, externalId));
    }

    @Override
    public List<Entry> history(ConversationId id, int limit) {
        return call(() -> store.history(id, limit));
    }
}
