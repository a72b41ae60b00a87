package dev.recado.domain.turn;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionStore.Changes;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.delivery.MessageEvents;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.Role;
import dev.recado.domain.message.Spool.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A notice of failure, an apology, that is marked in the spool. Its messages get no other answer.
public final class FailureNotice {
    static final String TOO_LATE = "not looked for: later messages were answered before";

    private static final Failure NO_STORE = new Failure("store: no answer before the deadline", 1);

    private final long position;
    private final Entry.FailureNoticeMark mark;
    private final Set<MessageId> unsent;
    /// An earlier process may have sent a marked notice.
    private boolean mayHaveBeenSent = true;

    /// @param unsent those of its messages whose answer this process never sent, although the store may have it
    FailureNotice(long position, Entry.FailureNoticeMark mark, Set<MessageId> unsent) {
        this.position = position;
        this.mark = mark;
        this.unsent = Set.copyOf(unsent);
    }

    public List<InboundMessage> messages() {
        return mark.messages();
    }

    Set<MessageId> ids() {
        return messages().stream().map(InboundMessage::id).collect(Collectors.toUnmodifiableSet());
    }

    long position() {
        return position;
    }

    OutboundMessage part() {
        return mark.part();
    }

    /// Whether the conversation has the notice already, in its outbox or settled.
    boolean isKnownTo(Conversation conversation) {
        return conversation.answered().containsAll(ids()) && !replaces(conversation.outbox());
    }

    /// Whether the notice replaces an answer to the same messages that was committed as the store became
    /// unavailable, and was never sent. What another process committed it may have sent.
    boolean replaces(@Nullable Outbox left) {
        return left != null
                && left.pending().stream()
                        .map(PendingPart::message)
                        .anyMatch(p -> p.answers() != null
                                && unsent.contains(p.answers())
                                && !p.text().equals(part().text()));
    }

    /// Whether later messages of the user were answered: then the notice is not sent any more.
    boolean isOvertakenIn(Conversation conversation) {
        Instant latest = messages().getLast().receivedAt();
        return conversation.turns().stream()
                .anyMatch(turn -> turn.role() == Role.USER && turn.at().isAfter(latest));
    }

    /// Which of its messages were answered meanwhile, by another process.
    Set<MessageId> closedIn(Inbox inbox, ConversationId id) {
        Set<MessageId> known = inbox.known(ids());
        List<InboundMessage> stored = messages().stream()
                .filter(message -> known.contains(message.id()))
                .toList();
        return Set.copyOf(TurnInput.closed(stored, inbox.waiting(id, InputCollector.MAX_MESSAGES + 1)));
    }

    /// The notice as a decision. Its part has an unknown outcome, so it is looked up before it is sent. Held
    /// parts and other pending parts are sent with it.
    ///
    /// @param closed those of its messages that were answered all the same
    /// @param late whether it is too late to send it
    Decision decision(Conversation conversation, Set<MessageId> closed, boolean late, Instant now) {
        InboundMessage latest = messages().getLast();
        String words = messages().stream().map(m -> m.content().words()).collect(Collectors.joining("\n"));
        return new Decision(
                List.of(
                        new Utterance(Role.USER, words, latest.receivedAt()),
                        new Utterance(Role.ASSISTANT, part().text(), now)),
                new Outbox(
                        pending(conversation, late),
                        messages().stream()
                                .map(InboundMessage::id)
                                .filter(id -> !closed.contains(id))
                                .toList(),
                        latest.receivedAt(),
                        NO_STORE),
                null,
                latest.profileName(),
                latest.businessAddress(),
                List.of(),
                conversation.window().after(messages()).lastWroteAt(),
                new Changes(null, null, null, null, MessageEvents.received(messages())),
                now);
    }

    private List<PendingPart> pending(Conversation conversation, boolean late) {
        Stream<PendingPart> held =
                conversation.held().stream().map(part -> new PendingPart(part, DeliveryStatus.SENDING));
        Outbox left = conversation.outbox();
        Stream<PendingPart> others = left == null || !replaces(left)
                ? Stream.of()
                : left.pending().stream()
                        .filter(p -> p.message().answers() == null
                                || !ids().contains(p.message().answers()));
        Stream<PendingPart> own = late ? Stream.of() : Stream.of(new PendingPart(part(), DeliveryStatus.UNKNOWN));
        return Stream.of(held, others, own).flatMap(parts -> parts).toList();
    }

    synchronized boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }

    /// Notes that the provider certainly did not accept it: it may be tried again.
    synchronized void markNotAccepted() {
        mayHaveBeenSent = false;
    }

    /// @return false when it was tried before, or is being tried now
    synchronized boolean begin() {
        boolean first = !mayHaveBeenSent;
        mayHaveBeenSent = true;
        return first;
    }
}
