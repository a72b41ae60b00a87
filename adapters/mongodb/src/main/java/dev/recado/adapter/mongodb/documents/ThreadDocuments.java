package dev.recado.adapter.mongodb.documents;

import com.mongodb.client.model.Projections;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.handoff.ThreadEntries;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Body;
import dev.recado.domain.handoff.ThreadEntry.Origin;
import dev.recado.domain.handoff.ThreadEntry.Problem;
import dev.recado.domain.handoff.ThreadEntry.Quoted;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.Outbox.PendingPart;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Documents as entries of a conversation's thread.
public final class ThreadDocuments {
    private ThreadDocuments() {}

    /// What is read of a message: all but the provider's payload.
    public static Bson fields() {
        return Projections.exclude(MessageDocuments.RAW);
    }

    /// @param quoted finds the message with this id of the provider
    public static ThreadEntry entry(Document message, Function<String, Optional<Quoted>> quoted) {
        return new ThreadEntry(
                message.getString(MessageDocuments.ID),
                voice(message),
                message.get(MessageDocuments.CONTENT, ""),
                body(message),
                message.get(MessageDocuments.STATUS, ""),
                problem(message),
                AuthorDocuments.read(message.get(MessageDocuments.AUTHOR, Document.class)),
                origin(message),
                quotedId(message).flatMap(quoted).orElse(null),
                at(message));
    }

    /// The provider's id of the message that this one quotes.
    public static Optional<String> quotedId(Document message) {
        return Optional.ofNullable(MessageContextDocuments.read(message.get(MessageDocuments.CONTEXT, Document.class))
                .quotedId());
    }

    public static Quoted quoted(Document message) {
        return new Quoted(
                message.getString(MessageDocuments.ID), voice(message), message.get(MessageDocuments.CONTENT, ""));
    }

    private static Voice voice(Document message) {
        return Voice.ofId(message.get(MessageDocuments.ROLE, Voice.ASSISTANT.id()));
    }

    private static Instant at(Document message) {
        return MessageDocuments.instant(message, MessageDocuments.AT)
                .plusNanos(message.getInteger(MessageDocuments.RECEIVED_NANOS, 0));
    }

    private static Body body(Document message) {
        Document said = message.get(MessageDocuments.SAID, Document.class);
        if (said != null) {
            Content content = ContentDocuments.read(said);
            return new Body.Received(content instanceof Content.StaffMessage staff ? staff.content() : content);
        }
        String text = message.get(MessageDocuments.CONTENT, "");
        if (message.get(SessionDocuments.SAYS) != null) {
            return new Body.Sent(OutboundContentDocuments.read(message));
        }
        return text.isBlank() || voice(message) == Voice.NOTE
                ? new Body.Words()
                : new Body.Sent(new OutboundContent.Text(text));
    }

    private static @Nullable Problem problem(Document message) {
        String code = message.getString(MessageDocuments.ERROR_CODE);
        String text = message.getString(MessageDocuments.ERROR_TEXT);
        String dead = message.getString(MessageDocuments.DEAD_REASON);
        if (dead != null) {
            return new Problem(MessageDocuments.DEAD, dead);
        }
        return code == null && text == null ? null : new Problem(code, text);
    }

    private static Origin origin(Document message) {
        return new Origin(
                SessionDocuments.list(message, MessageDocuments.SOURCES, String.class, Function.identity()),
                SessionDocuments.list(message, MessageDocuments.TRACE, Document.class, step ->
                        (Map<String, Object>) new LinkedHashMap<>(step)));
    }

    /// The parts of a conversation's answer that are being sent; their record in `messages` follows.
    public static List<ThreadEntry> pending(Document session) {
        Document outbox = session.get(SessionDocuments.OUTBOX, Document.class);
        return outbox == null
                ? List.of()
                : SessionDocuments.list(outbox, SessionDocuments.PENDING, Document.class, document -> {
                    PendingPart part = SessionDocuments.pending(document);
                    Instant at = MessageDocuments.instant(outbox, SessionDocuments.COMMITTED_AT);
                    return ThreadEntries.of(part.message(), part.state().id(), null, at);
                });
    }

    /// The events of a conversation that are not among the recorded ones yet.
    public static List<BusinessEvent> happened(Document session) {
        return SessionDocuments.list(session, SessionDocuments.HAPPENED, Document.class, UserStateDocuments::event);
    }
}
