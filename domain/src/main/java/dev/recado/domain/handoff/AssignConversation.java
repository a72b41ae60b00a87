package dev.recado.domain.handoff;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Changes who has a conversation by compare-and-set on its ownership, so that it needs no claim and does not
/// wait for a turn under way.
public final class AssignConversation implements AssignConversationUseCase {
    /// More than the people who change one conversation at the same moment.
    private static final int TRIES = 5;

    private final SessionStore sessions;
    private final BusinessEventSink events;
    private final InstantSource clock;

    public AssignConversation(SessionStore sessions, BusinessEventSink events, InstantSource clock) {
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Assignment change(ConversationId id, AssignmentStep step) {
        return change(id, conversation -> change(conversation, step));
    }

    private Change change(Conversation conversation, AssignmentStep step) {
        Ownership before = conversation.ownership();
        return switch (step) {
            case AssignmentStep.Take(Author person) ->
                unlessHeld(conversation, person).orElseGet(() -> taken(conversation, person, person));
            case AssignmentStep.Assign(Author to, Author by) -> taken(conversation, to, by);
            case AssignmentStep.PassOn(Author to, Author by) ->
                unlessHeld(conversation, by).orElseGet(() -> taken(conversation, to, by));
            case AssignmentStep.GiveBack(Author by) ->
                unlessHeld(conversation, by)
                        .orElseGet(
                                () -> to(conversation, before.givenBack(), BusinessEvent.Type.HANDOFF_GIVEN_BACK, by));
            case AssignmentStep.Close(Author by) ->
                unlessHeld(conversation, by)
                        .orElseGet(() -> to(
                                conversation,
                                before.closed(clock.instant()),
                                BusinessEvent.Type.CONVERSATION_CLOSED,
                                by));
        };
    }

    /// What to store, or why not.
    private sealed interface Change {
        record To(Ownership now, BusinessEvent event) implements Change {}

        record Refused(Author owner) implements Change {}
    }

    private Assignment change(ConversationId id, Function<Conversation, Change> step) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Conversation> found = sessions.find(id);
            if (found.isEmpty()) {
                return new Assignment.NotFound();
            }
            Conversation conversation = found.get();
            switch (step.apply(conversation)) {
                case Change.Refused(Author owner) -> {
                    return new Assignment.HeldBy(owner);
                }
                case Change.To(Ownership now, BusinessEvent event) -> {
                    Ownership before = conversation.ownership();
                    if (now.equals(before)) {
                        return new Assignment.Done(conversation);
                    }
                    if (sessions.transfer(id, before, now, List.of(event), clock.instant())) {
                        events.submit(List.of(event));
                        return new Assignment.Done(conversation.with(now, conversation.userState()));
                    }
                }
            }
        }
        throw new PortUnavailableException("the conversation changed hands too often");
    }

    private static Optional<Change> unlessHeld(Conversation conversation, Author person) {
        Ownership ownership = conversation.ownership();
        return ownership.status() == ConversationStatus.HUMAN && !ownership.isOwnedBy(person)
                ? ownership.owner().map(Change.Refused::new)
                : Optional.empty();
    }

    private Change taken(Conversation conversation, Author person, Author by) {
        Instant now = clock.instant();
        Ownership next = conversation.ownership().takenBy(person, now);
        Map<String, String> details = Map.of(
                "by", "agent",
                "agent", person.id(),
                "agent_name", person.name(),
                "assigned_by", by.id(),
                "assigned_by_name", by.name());
        return new Change.To(next, event(conversation, next, BusinessEvent.Type.HANDOFF_TAKEN, now, details));
    }

    private Change to(Conversation conversation, Ownership next, BusinessEvent.Type type, Author by) {
        Map<String, String> details = Map.of("by", "agent", "agent", by.id(), "agent_name", by.name());
        return new Change.To(next, event(conversation, next, type, clock.instant(), details));
    }

    private static BusinessEvent event(
            Conversation conversation,
            Ownership next,
            BusinessEvent.Type type,
            Instant at,
            Map<String, String> details) {
        return BusinessEvent.of(type, conversation.id() + "@" + next.version(), conversation.id(), at, details);
    }
}
