package dev.recado.domain.fake;

import dev.recado.domain.EntryRefusedException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.conversation.SessionStore.Changes;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.HandoffQueue;
import dev.recado.domain.handoff.Labels;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.media.MessageFile;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.PartOutcome;
import dev.recado.domain.message.Role;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.RecordKind;
import dev.recado.domain.privacy.RetentionKind;
import dev.recado.domain.privacy.UserKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All stores in memory. An object is the view of one process; [#otherProcess] gives another process a view
/// of the same data.
public final class InMemoryStore
        implements Inbox,
                SessionStore,
                SessionJoins,
                MessageLog,
                DeadLetters,
                AddressDirectory,
                EventLog,
                ConversationMarks,
                Notifications,
                HandoffQueue {
    private static final int TURNS_KEPT = 40;
    private static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::at)
            .thenComparing(place -> place.id().value())
            .reversed();

    private final String owner;
    private final Data data;

    public InMemoryStore() {
        this("process-1", new Data());
    }

    private InMemoryStore(String owner, Data data) {
        this.owner = owner;
        this.data = data;
    }

    /// Returns another process's view of the same data.
    public InMemoryStore otherProcess(String name) {
        return new InMemoryStore(name, data);
    }

    /// From now on every call whose method name matches fails, as with an unreachable store.
    public void failWhen(Predicate<String> method) {
        data.failing = method;
    }

    /// From now on every call whose method name matches takes effect, but its result is lost.
    public void loseAnswersWhen(Predicate<String> method) {
        data.losing = method;
    }

    /// From now on a message whose id matches is refused, while others are accepted.
    public void refuse(Predicate<MessageId> ids) {
        data.refused = ids;
    }

    /// From now on a message whose id matches is refused, as a document that breaks a rule of the store.
    public void forbid(Predicate<MessageId> ids) {
        data.forbidden = ids;
    }

    /// From now on every call whose method name matches throws, as for a document that cannot be read.
    public void breakWhen(Predicate<String> method) {
        data.breaking = method;
    }

    /// Returns the conversation that a message is in.
    public Optional<ConversationId> conversationOf(MessageId id) {
        return Optional.ofNullable(data.inbound.get(id)).map(inbound -> inbound.message.conversationId());
    }

    /// Returns all conversations.
    public List<Conversation> conversations() {
        return data.sessions.entrySet().stream()
                .map(entry -> entry.getValue().conversation(entry.getKey()))
                .toList();
    }

    @Override
    public Appended append(InboundMessage message) {
        return data.locked("append", () -> {
            if (data.forbidden.test(message.id())) {
                throw new EntryRefusedException("the store's rules forbid it");
            }
            if (data.refused.test(message.id())) {
                throw new PortUnavailableException("the store is told to refuse " + message.id());
            }
            if (data.inbound.containsKey(message.id())) {
                return Appended.DUPLICATE;
            }
            data.inbound.put(message.id(), new StoredInbound(message, message.expectsTurn() ? "received" : "noted"));
            return Appended.STORED;
        });
    }

    @Override
    public List<InboundMessage> waiting(ConversationId id, int limit) {
        return data.locked(
                "waiting",
                () -> data.waiting()
                        .filter(m -> m.conversationId().equals(id))
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<InboundMessage> unanswered(Instant from, Instant before, int limit) {
        return data.locked(
                "unanswered",
                () -> data.waiting()
                        .filter(m -> !m.receivedAt().isBefore(from.truncatedTo(ChronoUnit.MILLIS)))
                        .filter(m -> m.receivedAt().isBefore(before))
                        .limit(limit)
                        .toList());
    }

    @Override
    public Set<MessageId> known(Collection<MessageId> ids) {
        return data.locked(
                "known", () -> ids.stream().filter(data.inbound::containsKey).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Optional<InboundMessage> message(MessageId id) {
        return data.locked(
                "message", () -> Optional.ofNullable(data.inbound.get(id)).map(m -> m.message));
    }

    @Override
    public Optional<Instant> lastActivity(Instant begunBefore) {
        return data.locked(
                "lastActivity",
                () -> data.sessions.values().stream()
                        .filter(s -> s.createdAt.isBefore(begunBefore))
                        .map(s -> s.updatedAt)
                        .max(Comparator.naturalOrder()));
    }

    @Override
    public Backlog backlog() {
        return data.locked("backlog", () -> {
            List<Instant> waiting = data.waiting()
                    .limit(Backlog.COUNT_LIMIT)
                    .map(InboundMessage::receivedAt)
                    .toList();
            return new Backlog(waiting.size(), waiting.stream().findFirst().map(i -> i.truncatedTo(ChronoUnit.MILLIS)));
        });
    }

    @Override
    public Claim claim(ConversationKey opening, Instant now, Duration lease, Attempt attempt) {
        return data.locked("claim", () -> {
            ConversationId id = opening.conversationId();
            Session session = data.sessions.computeIfAbsent(id, _ -> withRefusal(id, opening, now));
            return take(id, session, now, lease, attempt);
        });
    }

    private Session withRefusal(ConversationId id, ConversationKey opening, Instant now) {
        Session session = new Session(opening, goesBy(opening), now);
        data.optOuts
                .of(UserKeys.of(id, List.of(opening.address())))
                .ifPresent(refusal -> session.userState = UserState.NEW.consenting(refusal));
        return session;
    }

    /// From now on new conversations find refusals here.
    public void findsRefusalsIn(OptOuts optOuts) {
        data.optOuts = optOuts;
    }

    private UserAddress goesBy(ConversationKey first) {
        UserAddress address = first.address();
        boolean taken = data.sessions.values().stream().anyMatch(session -> session.address.equals(address));
        return taken ? address.canonical() : address;
    }

    private Claim take(ConversationId id, Session session, Instant now, Duration lease, Attempt attempt) {
        boolean own = owner.equals(session.owner) && !session.beside;
        if (session.until != null && session.until.isAfter(now) && !own) {
            return new Claim.Busy(session.until);
        }
        if (session.attempts > attempt.mostBroken()) {
            return new Claim.BrokenOff(session.attempts);
        }
        session.owner = owner;
        session.beside = false;
        session.until = now.plus(lease);
        session.fence++;
        session.attempts = attempt.counts() ? session.attempts + 1 : Math.max(session.attempts, 1);
        return new Claim.Claimed(
                new ClaimedConversation(session.conversation(id), session.fence, session.until, session.attempts));
    }

    @Override
    public Optional<Claim> claimBeside(ConversationId id, Instant now, Duration lease) {
        return data.locked("claimBeside", () -> {
            Session session = data.sessions.get(id);
            if (session == null) {
                return Optional.empty();
            }
            if (session.until != null && session.until.isAfter(now)) {
                return Optional.of(new Claim.Busy(session.until));
            }
            Claim claim = take(id, session, now, lease, Attempt.ANY);
            session.beside = true;
            return Optional.of(claim);
        });
    }

    @Override
    public boolean absorb(ClaimedConversation into, Conversation other) {
        return data.locked(
                "absorb",
                () -> fenced(into, session -> {
                    other.turns().stream()
                            .filter(turn -> !session.turns.contains(turn))
                            .forEach(session.turns::add);
                    session.turns.sort(Comparator.comparing(Utterance::at));
                    while (session.turns.size() > TURNS_KEPT) {
                        session.turns.removeFirst();
                    }
                    session.answered.addAll(other.answered());
                    session.otherAddresses.addAll(other.otherAddresses());
                    Conversation own = session.conversation(into.id());
                    session.held = own.heldWith(other);
                    session.channel = own.writtenLast(other).channel();
                    session.businessAddress = own.writtenLast(other).businessAddress();
                    session.lastWroteAt = own.lastWroteAtWith(other);
                    session.userState = own.userState().with(other.userState());
                    session.ownership = session.ownership.with(other.ownership());
                    session.lastNotice = own.lastNoticeWith(other);
                    session.thread = own.thread() == null ? other.thread() : own.thread();
                    other.happened().forEach(event -> session.happened.add(event.in(into.id())));
                    Optional.ofNullable(data.sessions.get(other.id())).ifPresent(session::addMarks);
                    session.language = session.language == null ? other.language() : session.language;
                    session.profileName = session.profileName == null ? other.profileName() : session.profileName;
                    session.createdAt =
                            other.createdAt().isBefore(session.createdAt) ? other.createdAt() : session.createdAt;
                }));
    }

    @Override
    public boolean know(ClaimedConversation claim, Set<UserAddress> addresses) {
        return data.locked("know", () -> fenced(claim, session -> session.otherAddresses.addAll(addresses)));
    }

    @Override
    public boolean delete(ClaimedConversation claim) {
        return data.locked("delete", () -> isCurrent(claim) && fenced(claim, _ -> data.sessions.remove(claim.id())));
    }

    @Override
    public Map<BusinessScoped, ConversationId> conversations(Collection<BusinessScoped> ids) {
        return data.locked(
                "conversations",
                () -> ids.stream()
                        .distinct()
                        .filter(data.contacts::containsKey)
                        .collect(Collectors.toMap(id -> id, data.contacts::get)));
    }

    @Override
    public void assign(BusinessScoped id, ConversationId conversation) {
        data.locked("assign", () -> {
            data.contacts.put(id, conversation);
            return true;
        });
    }

    @Override
    public Set<ConversationId> claimedElsewhere(Collection<ConversationId> ids, Instant now) {
        return data.locked(
                "claimedElsewhere",
                () -> ids.stream()
                        .filter(id -> {
                            Session session = data.sessions.get(id);
                            return session != null
                                    && session.until != null
                                    && session.until.isAfter(now)
                                    && !owner.equals(session.owner);
                        })
                        .collect(Collectors.toSet()));
    }

    @Override
    public List<BusinessEvent> closeSilent(Instant since, Instant now, int limit) {
        return data.locked(
                "closeSilent",
                () -> data.sessions.entrySet().stream()
                        .filter(entry -> entry.getValue().isSilent(since))
                        .sorted(Comparator.comparing(entry -> entry.getValue().updatedAt))
                        .limit(limit)
                        .map(entry -> entry.getValue().close(entry.getKey(), now))
                        .toList());
    }

    @Override
    public boolean renew(ClaimedConversation claim, Instant now, Duration lease) {
        return data.locked(
                "renew",
                () -> fenced(claim, session -> {
                    Instant until = now.plus(lease);
                    session.until = session.until == null || until.isAfter(session.until) ? until : session.until;
                }));
    }

    @Override
    public boolean commit(ClaimedConversation claim, Decision decision) {
        return data.locked(
                "commit",
                () -> (isCommitted(claim, decision) || isCurrent(claim))
                        && fenced(claim, session -> {
                            session.turns.addAll(decision.said());
                            while (session.turns.size() > TURNS_KEPT) {
                                session.turns.removeFirst();
                            }
                            session.answered.addAll(decision.answered());
                            session.outbox = decision.outbox();
                            Set<PartId> goesOut = decision.outbox().pending().stream()
                                    .map(part -> part.message().id())
                                    .collect(Collectors.toSet());
                            session.held = session.held.stream()
                                    .filter(part -> !goesOut.contains(part.id()))
                                    .toList();
                            session.offered = decision.offered();
                            session.lastWroteAt =
                                    decision.lastWroteAt() != null ? decision.lastWroteAt() : session.lastWroteAt;
                            session.unread |= decision.lastWroteAt() != null;
                            session.updatedAt = decision.at();
                            session.attempts = 0;
                            session.language = decision.language() != null ? decision.language() : session.language;
                            session.profileName =
                                    decision.profileName() != null ? decision.profileName() : session.profileName;
                            if (decision.channel() != null) {
                                session.channel = decision.channel();
                                session.businessAddress = decision.phoneNumberId();
                            } else if (decision.phoneNumberId() != null) {
                                session.businessAddress = decision.phoneNumberId();
                            }
                            session.change(
                                    decision.changes(), claim.conversation().userState());
                        }));
    }

    private boolean isCommitted(ClaimedConversation claim, Decision decision) {
        Session session = data.sessions.get(claim.id());
        return session != null && decision.outbox().equals(session.outbox);
    }

    private boolean isCurrent(ClaimedConversation claim) {
        Session session = data.sessions.get(claim.id());
        return session != null && session.ownership.version() == claim.ownershipVersion();
    }

    @Override
    public boolean transfer(
            ConversationId id, Ownership before, Ownership now, List<BusinessEvent> happened, Instant at) {
        return data.locked("transfer", () -> {
            Session session = data.sessions.get(id);
            if (session == null || session.ownership.version() != before.version()) {
                return session != null && session.ownership.equals(now);
            }
            session.ownership = now;
            session.updatedAt = at;
            session.happened.addAll(happened);
            return true;
        });
    }

    @Override
    public boolean keep(ClaimedConversation claim, Outbox remaining) {
        return data.locked("keep", () -> fenced(claim, session -> session.outbox = remaining));
    }

    @Override
    public boolean hold(ClaimedConversation claim, @Nullable Outbox remaining, List<OutboundMessage> held) {
        return data.locked(
                "hold",
                () -> fenced(claim, session -> {
                    session.outbox = remaining;
                    session.held = Stream.concat(session.held.stream(), held.stream())
                            .distinct()
                            .toList();
                }));
    }

    @Override
    public boolean release(
            ClaimedConversation claim, @Nullable Outbox remaining, List<BusinessEvent> happened, Instant now) {
        return data.locked(
                "release",
                () -> fenced(claim, session -> {
                    session.outbox = remaining;
                    session.updatedAt = now;
                    session.attempts = remaining == null ? 0 : Math.min(session.attempts, claim.attempts() - 1);
                    session.happened.addAll(happened);
                    session.owner = null;
                    session.until = null;
                }));
    }

    @Override
    public boolean releaseUnchanged(ClaimedConversation claim) {
        return data.locked(
                "releaseUnchanged",
                () -> fenced(claim, session -> {
                    session.attempts = Math.min(session.attempts, claim.attempts() - 1);
                    session.owner = null;
                    session.until = null;
                }));
    }

    private boolean fenced(ClaimedConversation claim, java.util.function.Consumer<Session> write) {
        Session session = data.sessions.get(claim.id());
        if (session == null || session.fence != claim.fence() || !owner.equals(session.owner)) {
            return false;
        }
        write.accept(session);
        return true;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return data.locked(
                "find", () -> Optional.ofNullable(data.sessions.get(id)).map(s -> s.conversation(id)));
    }

    @Override
    public void record(List<PartOutcome> outcomes, List<MessageId> answered, @Nullable Failure failure, Instant now) {
        data.locked("record", () -> {
            for (PartOutcome outcome : outcomes) {
                StoredPart part = data.parts.computeIfAbsent(outcome.message().id(), _ -> new StoredPart());
                part.outcome = outcome;
                if (outcome.externalId() != null && !outcome.externalId().isEmpty()) {
                    part.externalId = outcome.externalId();
                }
                if (outcome.status().supersedes(part.status)) {
                    part.status = outcome.status();
                    part.errorCode = outcome.errorCode();
                }
            }
            for (MessageId id : answered) {
                StoredInbound inbound = data.inbound.get(id);
                if (inbound != null && inbound.status.equals("received")) {
                    inbound.status = failure == null ? "answered" : "dead";
                    inbound.letter = failure == null ? null : new DeadLetter(inbound.message, failure, now, null);
                }
            }
            return true;
        });
    }

    @Override
    public void closeUnanswered(List<MessageId> silent) {
        data.locked("note", () -> {
            silent.stream()
                    .map(data.inbound::get)
                    .filter(message -> message != null && message.status.equals("received"))
                    .forEach(message -> message.status = "noted");
            return true;
        });
    }

    @Override
    public void storeTranscript(MessageId id, Content.Speech speech) {
        data.locked("heard", () -> {
            StoredInbound inbound = data.inbound.get(id);
            if (inbound != null) {
                inbound.message = inbound.message.withContent(speech);
            }
            return true;
        });
    }

    @Override
    public int move(ConversationId from, ConversationId to, int limit) {
        return data.locked("move", () -> {
            int moved = 0;
            for (StoredInbound inbound : data.inbound.values()) {
                if (moved < limit && inbound.message.conversationId().equals(from)) {
                    inbound.moveTo(to);
                    moved++;
                }
            }
            for (Map.Entry<String, StoredNote> stored : data.notes.entrySet()) {
                if (moved < limit && stored.getValue().conversation.equals(from)) {
                    stored.setValue(new StoredNote(to, stored.getValue().note));
                    moved++;
                }
            }
            for (StoredPart part : data.parts.values()) {
                PartOutcome outcome = part.outcome;
                if (moved < limit
                        && outcome != null
                        && outcome.message().conversationId().equals(from)) {
                    part.outcome = outcome.in(to);
                    moved++;
                }
            }
            return moved;
        });
    }

    @Override
    public List<DeadLetter> list(int limit, @Nullable Place before) {
        return data.locked(
                "list",
                () -> data.letters()
                        .filter(letter -> before == null || NEWEST_FIRST.compare(place(letter), before) > 0)
                        .sorted(Comparator.comparing(InMemoryStore::place, NEWEST_FIRST))
                        .limit(limit)
                        .toList());
    }

    private static Place place(DeadLetter letter) {
        return new Place(letter.at(), letter.message().id());
    }

    @Override
    public Count count() {
        return data.locked(
                "count",
                () -> new Count(
                        data.letters().count(),
                        data.letters().map(DeadLetter::at).min(Comparator.naturalOrder())));
    }

    @Override
    public Optional<DeadLetter> find(MessageId id) {
        return data.locked(
                "find letter", () -> Optional.ofNullable(data.inbound.get(id)).map(m -> m.letter));
    }

    @Override
    public void replayed(MessageId id, MessageId copy) {
        data.locked("replayed", () -> {
            StoredInbound inbound = data.inbound.get(id);
            if (inbound != null && inbound.letter != null && inbound.status.equals("dead")) {
                inbound.status = "replayed";
                inbound.letter = new DeadLetter(inbound.message, inbound.letter.failure(), inbound.letter.at(), copy);
            }
            return true;
        });
    }

    @Override
    public List<Applied> applyAll(List<DeliveryReceipt> receipts) {
        return data.locked("apply", () -> receipts.stream().map(this::applied).toList());
    }

    private Applied applied(DeliveryReceipt receipt) {
        StoredPart part = receipt.partId() != null
                ? data.parts.computeIfAbsent(receipt.partId(), _ -> new StoredPart())
                : byExternalId(receipt.externalId());
        if (part == null) {
            return Applied.UNMATCHED;
        }
        if (part.takenBack.contains(receipt.externalId())) {
            return Applied.STALE;
        }
        part.externalId = receipt.externalId();
        if (!receipt.status().supersedes(part.status)) {
            return Applied.STALE;
        }
        part.status = receipt.status();
        part.errorCode = receipt.errorCode();
        return Applied.ADVANCED;
    }

    private @Nullable StoredPart byExternalId(String externalId) {
        return data.parts.values().stream()
                .filter(p -> externalId.equals(p.externalId) || p.takenBack.contains(externalId))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Optional<OutboundMessage> part(DeliveryReceipt receipt) {
        return data.locked("part", () -> {
            StoredPart part =
                    receipt.partId() != null ? data.parts.get(receipt.partId()) : byExternalId(receipt.externalId());
            return Optional.ofNullable(part).map(p -> p.outcome).map(PartOutcome::message);
        });
    }

    @Override
    public boolean takeBack(PartId id, DeliveryReceipt receipt) {
        return data.locked("takeBack", () -> {
            StoredPart part = data.parts.get(id);
            if (part == null) {
                return false;
            }
            boolean fresh = !part.takenBack.contains(receipt.externalId())
                    && (part.externalId == null || part.externalId.equals(receipt.externalId()));
            if (fresh && DeliveryStatus.FAILED.supersedes(part.status) && part.status != DeliveryStatus.HELD) {
                part.takenBack.add(receipt.externalId());
                part.status = DeliveryStatus.HELD;
                part.errorCode = receipt.errorCode();
            }
            return part.status == DeliveryStatus.HELD && part.takenBack.contains(receipt.externalId());
        });
    }

    @Override
    public void reopen(MessageId id) {
        data.locked("reopen", () -> {
            StoredInbound inbound = data.inbound.get(id);
            if (inbound != null && inbound.status.equals("answered")) {
                inbound.status = "received";
            }
            return true;
        });
    }

    @Override
    public boolean setAside(MessageId id, Failure failure, Instant now) {
        return data.locked("setAside", () -> {
            StoredInbound inbound = data.inbound.get(id);
            if (inbound == null || !inbound.status.equals("answered")) {
                return false;
            }
            inbound.status = "dead";
            inbound.letter = new DeadLetter(inbound.message, failure, now, null);
            return true;
        });
    }

    @Override
    public void unsay(ConversationId id, Utterance said) {
        mark("unsay", id, session -> {
            session.turns.remove(said);
            session.thread = null;
        });
    }

    @Override
    public void refuseUnasked(ConversationId id, BusinessEvent told) {
        data.locked("refuseUnasked", () -> {
            Session session = data.sessions.get(id);
            if (session != null && session.userState.takesNotifications()) {
                session.userState = session.userState.wishing(Consent.ANSWERS_ALONE);
                session.happened.add(told);
            }
            return true;
        });
    }

    @Override
    public List<Conversation> overdue(Instant since, int limit) {
        return data.locked(
                "overdue",
                () -> conversations().stream()
                        .filter(conversation -> conversation.status() == ConversationStatus.WAITING)
                        .filter(conversation -> request(conversation).overdueAt() == null
                                && request(conversation).since().isBefore(since))
                        .sorted(Comparator.comparing(
                                conversation -> request(conversation).since()))
                        .limit(limit)
                        .toList());
    }

    private static Ownership.Handoff request(Conversation conversation) {
        return Objects.requireNonNull(conversation.ownership().handoff());
    }

    @Override
    public List<Conversation> leftUnanswered(Instant since, int limit) {
        return data.locked(
                "unanswered by people",
                () -> conversations().stream()
                        .filter(conversation -> conversation.ownership().unansweredSince() != null)
                        .filter(conversation -> unanswered(conversation).isBefore(since))
                        .sorted(Comparator.comparing(InMemoryStore::unanswered))
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<Conversation> leftInPhoneApp(Instant until, int limit) {
        return data.locked(
                "left in phone app",
                () -> conversations().stream()
                        .filter(conversation -> conversation.status() == ConversationStatus.HUMAN
                                && conversation.ownership().humanUntil() != null
                                && humanUntil(conversation).isBefore(until))
                        .sorted(Comparator.comparing(InMemoryStore::humanUntil))
                        .limit(limit)
                        .toList());
    }

    private static Instant humanUntil(Conversation conversation) {
        return Objects.requireNonNull(conversation.ownership().humanUntil());
    }

    @Override
    public List<Conversation> heldBy(Collection<String> people, int limit) {
        return data.locked(
                "held by",
                () -> rows().stream()
                        .filter(row -> row.conversation()
                                .ownership()
                                .owner()
                                .filter(owner -> people.contains(owner.id()))
                                .isPresent())
                        .sorted(Comparator.comparing(Row::updatedAt))
                        .limit(limit)
                        .map(Row::conversation)
                        .toList());
    }

    private static Instant unanswered(Conversation conversation) {
        return Objects.requireNonNull(conversation.ownership().unansweredSince());
    }

    @Override
    public boolean followsAnOpenOne(Notification message) {
        Comparator<Notification> order =
                Comparator.comparing(Notification::createdAt).thenComparing(Notification::id);
        return data.locked(
                "notifications before",
                () -> data.notifications.values().stream()
                        .filter(kept -> kept.due != null)
                        .map(kept -> kept.notification)
                        .anyMatch(other -> !other.isUnasked()
                                && other.to().equals(message.to())
                                && order.compare(other, message) < 0));
    }

    @Override
    public void reopen(String id, Instant due) {
        data.locked("reopen notification", () -> {
            StoredNotification kept = data.notifications.get(id);
            if (kept != null && (kept.status == Notification.Status.SENT || kept.status == Notification.Status.HELD)) {
                kept.status = Notification.Status.QUEUED;
                kept.due = due;
            }
            return true;
        });
    }

    @Override
    public Map<PartId, DeliveryStatus> states(Collection<PartId> parts) {
        return data.locked("states", () -> {
            Map<PartId, DeliveryStatus> states = new HashMap<>();
            for (PartId id : parts) {
                StoredPart part = data.parts.get(id);
                if (part != null) {
                    states.put(id, part.status);
                }
            }
            return states;
        });
    }

    @Override
    public Optional<Entry> find(ConversationId id, Channel channel, String externalId) {
        return data.locked("find_message", () -> {
            List<Entry> entries = entries(id);
            return entries.stream()
                    .filter(entry -> externalId.equals(entry.externalMessageId()))
                    .findFirst()
                    .or(() -> entries.stream()
                            .filter(entry -> entry.id()
                                    .equals(MessageId.of(channel, externalId).value()))
                            .findFirst());
        });
    }

    private List<Entry> entries(ConversationId id) {
        List<Entry> entries = new ArrayList<>();
        data.inbound.values().stream()
                .filter(m -> m.message.conversationId().equals(id))
                .forEach(m -> {
                    boolean staff = m.message.content() instanceof Content.StaffMessage;
                    entries.add(new Entry(
                            m.message.id().value(),
                            staff ? Role.AGENT.id() : Role.USER.id(),
                            m.message.content().text(),
                            m.status,
                            staff ? null : m.message.externalId(),
                            null,
                            m.message.receivedAt()));
                });
        data.parts.forEach((partId, p) -> {
            PartOutcome outcome = p.outcome;
            if (outcome != null && outcome.message().conversationId().equals(id)) {
                entries.add(new Entry(
                        partId.value(),
                        (outcome.message().provenance().author() == null ? Role.ASSISTANT : Role.AGENT).id(),
                        outcome.message().text(),
                        p.status.id(),
                        p.externalId,
                        p.errorCode,
                        outcome.at()));
            }
        });
        return entries;
    }

    @Override
    public List<Entry> history(ConversationId id, int limit) {
        return data.locked("history", () -> {
            List<Entry> entries = entries(id);
            entries.sort(Comparator.comparing(Entry::at));
            return List.copyOf(entries.subList(Math.max(0, entries.size() - limit), entries.size()));
        });
    }

    @Override
    public List<BusinessEvent> record(List<BusinessEvent> events) {
        return data.locked("tell", () -> {
            List<BusinessEvent> fresh = events.stream()
                    .distinct()
                    .filter(event -> data.told.putIfAbsent(event.id(), event) == null)
                    .toList();
            for (BusinessEvent event : events) {
                Session session = data.sessions.get(event.conversationId());
                if (session != null) {
                    session.happened.removeIf(kept -> kept.id().equals(event.id()));
                }
            }
            return fresh;
        });
    }

    @Override
    public List<BusinessEvent> unrecorded(int limit) {
        return data.locked(
                "unrecorded",
                () -> data.sessions.values().stream()
                        .filter(session -> !session.happened.isEmpty())
                        .limit(limit)
                        .flatMap(session -> session.happened.stream())
                        .toList());
    }

    /// Returns the recorded business events, in order.
    public List<BusinessEvent> recordedEvents() {
        return data.locked("told", () -> List.copyOf(data.told.values()));
    }

    @Override
    public Optional<Notifications.StoredNotification> put(Notification notification) {
        return data.locked("put notification", () -> {
            StoredNotification before = data.notifications.get(notification.id());
            if (before == null) {
                data.notifications.put(notification.id(), new StoredNotification(notification));
                return Optional.empty();
            }
            return Optional.of(before.kept());
        });
    }

    @Override
    public Optional<Notifications.StoredNotification> find(String id) {
        return data.locked(
                "find notification",
                () -> Optional.ofNullable(data.notifications.get(id)).map(StoredNotification::kept));
    }

    @Override
    public List<Notifications.DueNotification> due(Instant now, int limit) {
        return data.locked(
                "due",
                () -> data.notifications.values().stream()
                        .filter(kept -> kept.due != null && !kept.due.isAfter(now))
                        .sorted(Comparator.comparing((StoredNotification kept) -> kept.notification.isUnasked())
                                .thenComparing(kept -> Objects.requireNonNull(kept.due)))
                        .limit(limit)
                        .map(kept -> new Notifications.DueNotification(
                                kept.notification.id(), kept.notification.isUnasked()))
                        .toList());
    }

    @Override
    public Optional<Notifications.ClaimedNotification> claim(String id, Instant now, Instant until) {
        return data.locked("take", () -> {
            StoredNotification kept = data.notifications.get(id);
            if (kept == null || kept.due == null || kept.due.isAfter(now)) {
                return Optional.empty();
            }
            kept.due = until;
            return Optional.of(new Notifications.ClaimedNotification(kept.notification, until));
        });
    }

    @Override
    public void postpone(Notifications.ClaimedNotification taken, Instant due) {
        data.locked("postpone", () -> {
            data.its(taken).ifPresent(kept -> kept.due = due);
            return true;
        });
    }

    @Override
    public boolean close(
            Notifications.ClaimedNotification taken, Notification.Status status, @Nullable String reason, Instant at) {
        return data.locked("close", () -> {
            Optional<StoredNotification> its = data.its(taken);
            its.ifPresent(kept -> {
                kept.due = null;
                kept.status = status;
                kept.reason = reason;
            });
            return its.isPresent();
        });
    }

    @Override
    public void read(ConversationId id) {
        mark("read", id, session -> session.unread = false);
    }

    @Override
    public void label(ConversationId id, Labels labels) {
        mark("label", id, session -> session.labels = labels);
    }

    @Override
    public void relabel(String from, @Nullable String to) {
        data.locked("relabel", () -> {
            data.sessions.values().forEach(session -> session.labels = session.labels.with(from, to));
            return true;
        });
    }

    private void mark(String method, ConversationId id, java.util.function.Consumer<Session> write) {
        data.locked(method, () -> {
            Optional.ofNullable(data.sessions.get(id)).ifPresent(write);
            return true;
        });
    }

    @Override
    public Note note(ConversationId id, Note note) {
        return data.locked("add note", () -> {
            StoredNote before = data.notes.putIfAbsent(note.id(), new StoredNote(id, note));
            return before == null ? note : before.note;
        });
    }

    /// A conversation with what people see of it in a list.
    public record Row(Conversation conversation, Instant updatedAt, boolean unread, Labels labels) {}

    public List<Row> rows() {
        return data.locked(
                "rows",
                () -> data.sessions.entrySet().stream()
                        .map(entry -> entry.getValue().row(entry.getKey()))
                        .toList());
    }

    /// A message that came in.
    public record Received(
            InboundMessage message, String status, @Nullable DeadLetter letter) {}

    public List<Received> received(ConversationId id) {
        return data.locked(
                "received",
                () -> data.inbound.values().stream()
                        .filter(inbound -> inbound.message.conversationId().equals(id))
                        .map(inbound -> new Received(inbound.message, inbound.status, inbound.letter))
                        .toList());
    }

    /// A recorded part.
    public record Sent(
            PartOutcome outcome,
            DeliveryStatus status,
            @Nullable String externalId,
            @Nullable String errorCode) {}

    public List<Sent> sent(ConversationId id) {
        return data.locked(
                "sent",
                () -> data.parts.values().stream()
                        .filter(part -> part.outcome != null
                                && part.outcome.message().conversationId().equals(id))
                        .map(part -> new Sent(
                                Objects.requireNonNull(part.outcome), part.status, part.externalId, part.errorCode))
                        .toList());
    }

    public List<Note> notes(ConversationId id) {
        return data.locked(
                "notes",
                () -> data.notes.values().stream()
                        .filter(stored -> stored.conversation.equals(id))
                        .map(StoredNote::note)
                        .toList());
    }

    /// A record of a user.
    record UserRecord(String id, Instant at, Map<String, Object> fields, boolean hasFiles) {}

    /// The records of a kind of one user, in order of time.
    List<UserRecord> userRecords(RecordKind kind, UserKeys keys) {
        Predicate<ConversationId> its = keys.conversations()::contains;
        return data.locked(
                "user records",
                () -> (switch (kind) {
                            case RECEIVED ->
                                data.inbound.values().stream()
                                        .map(inbound -> inbound.message)
                                        .filter(message -> its.test(message.conversationId()))
                                        .map(InMemoryStore::record);
                            case SAID ->
                                Stream.concat(
                                        data.parts.values().stream()
                                                .flatMap(part -> Optional.ofNullable(part.outcome).stream())
                                                .filter(sent ->
                                                        its.test(sent.message().conversationId()))
                                                .map(InMemoryStore::record),
                                        data.notes.values().stream()
                                                .filter(note -> its.test(note.conversation))
                                                .map(note -> record(note.note.id(), note.note.at(), note.note.text())));
                            case EVENTS -> events(its);
                            case LEADS -> events(its).filter(event -> "lead_created".equals(event.fields.get("type")));
                            case HANDOFFS ->
                                events(its).filter(event -> "handoff_requested".equals(event.fields.get("type")));
                            case NOTIFICATIONS ->
                                data.notifications.values().stream()
                                        .map(kept -> kept.notification)
                                        .filter(one -> keys.addresses().contains(one.to()))
                                        .map(one -> record(one.id(), one.createdAt(), one.body()));
                            case ADDRESSES ->
                                data.contacts.entrySet().stream()
                                        .filter(entry -> its.test(entry.getValue())
                                                || keys.addresses().contains(entry.getKey()))
                                        .map(entry -> record(entry.getKey().id(), Instant.EPOCH, ""));
                            case STAFF_NOTICES, CONTACTS -> Stream.<UserRecord>empty();
                        })
                        .sorted(Comparator.comparing(UserRecord::at))
                        .toList());
    }

    private Stream<UserRecord> events(Predicate<ConversationId> its) {
        return data.told.values().stream()
                .filter(event -> its.test(event.conversationId()))
                .map(event -> new UserRecord(
                        event.id(), event.at(), Map.of("type", event.type().id(), "details", event.details()), false));
    }

    private static UserRecord record(String id, Instant at, String content) {
        return new UserRecord(id, at, Map.of("content", content), false);
    }

    private static UserRecord record(InboundMessage message) {
        return new UserRecord(
                message.id().value(),
                message.receivedAt(),
                Map.of("role", "user", "content", message.content().text()),
                !MessageFile.of(message.content()).isEmpty());
    }

    private static UserRecord record(PartOutcome sent) {
        return record(sent.message().id().value(), sent.at(), sent.message().text());
    }

    /// Removes records.
    ///
    /// @return how many were there
    int removeRecords(Collection<String> ids) {
        return data.locked("remove records", () -> {
            int before = data.size();
            ids.forEach(data::remove);
            return before - data.size();
        });
    }

    /// Removes what a notice said in the conversation of a person of the business.
    void forgetNotice(String notification) {
        data.locked("forget notice", () -> {
            data.notifications.remove(notification);
            for (PartId id : Notification.partsOf(notification)) {
                StoredPart part = data.parts.remove(id);
                if (part != null && part.outcome != null) {
                    OutboundMessage said = part.outcome.message();
                    Optional.ofNullable(data.sessions.get(said.conversationId()))
                            .ifPresent(session ->
                                    session.turns.removeIf(turn -> turn.text().equals(said.text())));
                }
            }
            return true;
        });
    }

    /// Erases like a store that erases by age.
    ///
    /// @return how many
    int expire(RetentionKind kind, Instant before, int limit, OptOuts refusals) {
        return data.locked("expire", () -> {
            List<UserRecord> old = expired(kind)
                    .filter(record -> record.at().isBefore(before))
                    .sorted(Comparator.comparing(UserRecord::at))
                    .limit(limit)
                    .toList();
            old.forEach(record -> data.remove(record.id()));
            if (kind == RetentionKind.MESSAGES) {
                data.sessions
                        .values()
                        .forEach(session ->
                                session.turns.removeIf(turn -> turn.at().isBefore(before)));
                if (old.size() < limit) {
                    data.sessions
                            .entrySet()
                            .removeIf(entry -> isForgotten(entry.getKey(), entry.getValue(), before, refusals));
                }
            }
            return old.size();
        });
    }

    private boolean isForgotten(ConversationId id, Session session, Instant before, OptOuts refusals) {
        boolean empty = session.updatedAt.isBefore(before)
                && !isBusy(session)
                && session.outbox == null
                && session.held.isEmpty()
                && session.happened.isEmpty()
                && data.inbound.values().stream()
                        .noneMatch(one -> one.message.conversationId().equals(id));
        if (empty && session.userState.consent() != Consent.EVERYTHING) {
            refusals.keep(UserKeys.of(session.conversation(id)), session.userState.consent());
        }
        return empty;
    }

    private static boolean isBusy(Session session) {
        ConversationStatus status = session.ownership.status();
        return status == ConversationStatus.WAITING || status == ConversationStatus.HUMAN;
    }

    private boolean isFree(ConversationId id) {
        Session session = data.sessions.get(id);
        return session == null || !isBusy(session);
    }

    private Stream<UserRecord> expired(RetentionKind kind) {
        return switch (kind) {
            case MESSAGES ->
                Stream.concat(
                        data.inbound.values().stream()
                                .filter(inbound -> !inbound.status.equals("received"))
                                .filter(inbound -> isFree(inbound.message.conversationId()))
                                .map(inbound -> record(inbound.message)),
                        data.parts.values().stream()
                                .flatMap(part -> Optional.ofNullable(part.outcome).stream())
                                .filter(sent -> isFree(sent.message().conversationId()))
                                .map(InMemoryStore::record));
            case EVENTS -> events(_ -> true);
            case LEADS -> events(_ -> true).filter(event -> "lead_created".equals(event.fields.get("type")));
            case NOTIFICATIONS ->
                data.notifications.values().stream()
                        .filter(kept -> kept.due == null)
                        .map(kept -> record(
                                kept.notification.id(), kept.notification.createdAt(), kept.notification.body()));
            case MEDIA -> Stream.empty();
        };
    }

    /// Returns the notifications that are not sent.
    public List<Notifications.StoredNotification> unsent() {
        return data.locked(
                "unsent",
                () -> data.notifications.values().stream()
                        .map(StoredNotification::kept)
                        .filter(kept -> kept.status() != Notification.Status.SENT)
                        .toList());
    }

    private record StoredNote(ConversationId conversation, Note note) {}

    private static final class StoredNotification {
        private final Notification notification;
        private Notification.Status status = Notification.Status.QUEUED;
        private @Nullable String reason;
        private @Nullable Instant due;

        private StoredNotification(Notification notification) {
            this.notification = notification;
            this.due = notification.createdAt();
        }

        private Notifications.StoredNotification kept() {
            return new Notifications.StoredNotification(notification, status, reason);
        }
    }

    private static final class Data {
        private final Map<String, StoredNotification> notifications = new LinkedHashMap<>();
        private final Map<String, BusinessEvent> told = new LinkedHashMap<>();
        private final Map<String, StoredNote> notes = new LinkedHashMap<>();
        private final Map<MessageId, StoredInbound> inbound = new LinkedHashMap<>();
        private final Map<ConversationId, Session> sessions = new LinkedHashMap<>();
        private final Map<PartId, StoredPart> parts = new LinkedHashMap<>();
        private final Map<BusinessScoped, ConversationId> contacts = new HashMap<>();
        private volatile OptOuts optOuts = OptOuts.NONE;
        private volatile Predicate<String> failing = _ -> false;
        private volatile Predicate<String> losing = _ -> false;
        private volatile Predicate<MessageId> refused = _ -> false;
        private volatile Predicate<MessageId> forbidden = _ -> false;
        private volatile Predicate<String> breaking = _ -> false;

        private int size() {
            return inbound.size() + parts.size() + notes.size() + told.size() + notifications.size() + contacts.size();
        }

        private void remove(String id) {
            inbound.remove(new MessageId(id));
            parts.remove(new PartId(id));
            notes.remove(id);
            told.remove(id);
            notifications.remove(id);
            contacts.keySet().removeIf(address -> address.id().equals(id));
        }

        private Stream<DeadLetter> letters() {
            return inbound.values().stream()
                    .filter(m -> m.status.equals("dead"))
                    .map(m -> m.letter)
                    .filter(Objects::nonNull);
        }

        private Stream<InboundMessage> waiting() {
            return inbound.values().stream()
                    .filter(m -> m.status.equals("received"))
                    .map(m -> m.message)
                    .sorted(InboundMessage.BY_ARRIVAL);
        }

        /// Returns the notification, if the claim is still valid.
        private Optional<StoredNotification> its(Notifications.ClaimedNotification taken) {
            return Optional.ofNullable(notifications.get(taken.notification().id()))
                    .filter(kept -> taken.until().equals(kept.due));
        }

        private synchronized <T> T locked(String method, java.util.function.Supplier<T> work) {
            if (failing.test(method)) {
                throw new PortUnavailableException("the store is told to fail: " + method);
            }
            if (breaking.test(method)) {
                throw new IllegalStateException("the store is told to break: " + method);
            }
            T done = work.get();
            if (losing.test(method)) {
                throw new PortUnavailableException("the store is told to lose its answer: " + method);
            }
            return done;
        }
    }

    private static final class StoredInbound {
        private InboundMessage message;
        private String status;
        private @Nullable DeadLetter letter;

        private StoredInbound(InboundMessage message, String status) {
            this.message = message;
            this.status = status;
        }

        private void moveTo(ConversationId conversation) {
            message = message.in(conversation);
            letter =
                    letter == null ? null : new DeadLetter(message, letter.failure(), letter.at(), letter.replayedAs());
        }
    }

    private static final class StoredPart {
        private DeliveryStatus status = DeliveryStatus.QUEUED;
        private @Nullable PartOutcome outcome;
        private @Nullable String externalId;
        private @Nullable String errorCode;
        private final Set<String> takenBack = new HashSet<>();
    }

    private static final class Session {
        private Channel channel;
        private @Nullable String businessAddress;
        private final UserAddress address;
        private final Set<UserAddress> otherAddresses = new HashSet<>();
        private Instant createdAt;
        private Instant updatedAt;
        private final List<Utterance> turns = new ArrayList<>();
        private final Set<MessageId> answered = new HashSet<>();
        private @Nullable Outbox outbox;
        private List<Option> offered = List.of();
        private @Nullable Instant lastWroteAt;
        private List<OutboundMessage> held = List.of();
        private dev.recado.domain.text.@Nullable Language language;
        private @Nullable String profileName;
        private Ownership ownership = Ownership.NEW;
        private UserState userState = UserState.NEW;
        private @Nullable LastNotification lastNotice;
        private @Nullable String thread;
        private final Set<BusinessEvent> happened = new LinkedHashSet<>();
        private boolean unread;
        private Labels labels = Labels.NONE;
        private @Nullable String owner;
        private boolean beside;
        private @Nullable Instant until;
        private long fence;
        private int attempts;

        private Session(ConversationKey first, UserAddress address, Instant createdAt) {
            this.channel = first.channel();
            this.businessAddress = first.businessAddress();
            this.address = address;
            this.createdAt = createdAt;
            this.updatedAt = createdAt;
            this.profileName = first.profileName();
        }

        private boolean isSilent(Instant since) {
            return ownership.status() == ConversationStatus.OPEN
                    && updatedAt.isBefore(since)
                    && until == null
                    && outbox == null;
        }

        private BusinessEvent close(ConversationId id, Instant now) {
            BusinessEvent event = BusinessEvent.closed(id, updatedAt, now);
            ownership = ownership.closedSilently();
            happened.add(event);
            return event;
        }

        private void change(Changes changes, UserState before) {
            if (changes.userState() != null) {
                boolean wished = changes.userState().consent() != before.consent();
                Consent told = userState.consent();
                userState = wished ? changes.userState() : changes.userState().consenting(told);
            }
            ownership = changes.ownership() == null ? ownership : changes.ownership();
            lastNotice = changes.lastNotice() == null ? lastNotice : changes.lastNotice();
            thread = changes.thread() == null ? thread : changes.thread().isEmpty() ? null : changes.thread();
            happened.addAll(changes.happened());
        }

        private void addMarks(Session other) {
            unread |= other.unread;
            labels = labels.and(other.labels);
        }

        private Row row(ConversationId id) {
            return new Row(conversation(id), updatedAt, unread, labels);
        }

        private Conversation conversation(ConversationId id) {
            return new Conversation(
                    id,
                    new Conversation.Participant(
                            address, otherAddresses, channel, businessAddress, profileName, language),
                    ownership,
                    new Conversation.History(turns, answered, offered, lastWroteAt),
                    new Conversation.Unsettled(outbox, held),
                    userState,
                    lastNotice,
                    thread,
                    List.copyOf(happened),
                    createdAt);
        }
    }
}
