package dev.recado.domain.handoff;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.handoff.ConversationMarks.Note;
import dev.recado.domain.handoff.SendAgentMessageUseCase.Draft;
import dev.recado.domain.handoff.ThreadEntry.Body;
import dev.recado.domain.handoff.ThreadEntry.Origin;
import dev.recado.domain.handoff.ThreadEntry.Problem;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Provenance;
import dev.recado.domain.notification.Notifications.StoredNotification;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the entries of a conversation's thread that are no received messages.
public final class ThreadEntries {
    /// The events that stand in a thread.
    public static final Set<BusinessEvent.Type> TOLD = Collections.unmodifiableSet(EnumSet.of(
            BusinessEvent.Type.HANDOFF_REQUESTED,
            BusinessEvent.Type.HANDOFF_TAKEN,
            BusinessEvent.Type.HANDOFF_GIVEN_BACK,
            BusinessEvent.Type.HANDOFF_OVERDUE,
            BusinessEvent.Type.CONVERSATION_CLOSED,
            BusinessEvent.Type.CONVERSATION_REOPENED,
            BusinessEvent.Type.OPTED_OUT,
            BusinessEvent.Type.OPTED_IN,
            BusinessEvent.Type.USER_BLOCKED));

    private static final String NOTED = "noted";

    private ThreadEntries() {}

    /// A note.
    public static ThreadEntry of(Note note) {
        return new ThreadEntry(
                note.id(),
                Voice.NOTE,
                note.text(),
                new Body.Words(),
                NOTED,
                null,
                note.author(),
                Origin.UNKNOWN,
                null,
                note.at());
    }

    /// What happened.
    public static ThreadEntry of(BusinessEvent event) {
        String agent = event.details().get("agent");
        return new ThreadEntry(
                event.id(),
                Voice.SYSTEM,
                "",
                new Body.Happened(event),
                "",
                null,
                agent == null ? null : new Author(agent, event.details().getOrDefault("agent_name", "")),
                Origin.UNKNOWN,
                null,
                event.at());
    }

    /// A part of an answer, or of what a person wrote.
    public static ThreadEntry of(OutboundMessage part, String status, @Nullable Problem problem, Instant at) {
        Provenance provenance = part.provenance();
        return new ThreadEntry(
                part.id().value(),
                provenance.author() == null ? Voice.ASSISTANT : Voice.AGENT,
                part.text(),
                new Body.Sent(part.content()),
                status,
                problem,
                provenance.author(),
                new Origin(provenance.sources(), provenance.steps()),
                null,
                at);
    }

    /// What a person wrote and is not sent: it waits, or was refused.
    public static ThreadEntry unsent(StoredNotification stored) {
        Notification written = stored.notification();
        Draft draft = new Draft(written.id(), written.body(), written.template());
        Problem problem = stored.reason() == null ? null : new Problem(stored.reason(), null);
        return written(
                PartId.of(written.root(), 0).value(),
                draft,
                written.author(),
                stored.status(),
                problem,
                written.createdAt());
    }

    /// What a person wrote and is to be sent.
    ///
    /// @param id that the message has once it is sent
    public static ThreadEntry queued(String id, Draft draft, Author author, Instant at) {
        return written(id, draft, author, Notification.Status.QUEUED, null, at);
    }

    private static ThreadEntry written(
            String id,
            Draft draft,
            @Nullable Author author,
            Notification.Status status,
            @Nullable Problem problem,
            Instant at) {
        OutboundContent content = draft.template() != null && draft.text().isBlank()
                ? draft.template()
                : new OutboundContent.Text(draft.text());
        return new ThreadEntry(
                id,
                Voice.AGENT,
                content.text(),
                new Body.Sent(content),
                status.id(),
                problem,
                author,
                Origin.UNKNOWN,
                null,
                at);
    }
}
