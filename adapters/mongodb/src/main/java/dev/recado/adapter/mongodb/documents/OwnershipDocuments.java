package dev.recado.adapter.mongodb.documents;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instantOrNull;

import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.Ownership.Assignee;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.message.Author;
import java.time.Instant;
import java.util.Arrays;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The fields of `whatsapp_sessions` that say who answers a conversation.
public final class OwnershipDocuments {
    public static final String STATUS = "status";
    public static final String HUMAN_UNTIL = "human_until";
    /// Absent in a conversation that has never changed hands.
    public static final String VERSION = "ownership_version";
    public static final String HANDOFF = "handoff";
    public static final String ASSIGNEE = "assignee";
    public static final String ASSIGNEE_ID = "assignee.id";
    public static final String HANDOFF_SINCE = "handoff.since";

    private static final String SINCE = "since";
    private static final String REASON = "reason";
    private static final String BY = "by";
    private static final String QUEUE = "queue";
    private static final String OVERDUE_AT = "overdue_at";

    private OwnershipDocuments() {}

    /// Matches the conversation while its ownership has this version.
    public static Bson version(long version) {
        return version == 0 ? in(VERSION, Arrays.asList(null, 0L)) : eq(VERSION, version);
    }

    static Ownership read(Document session) {
        return new Ownership(
                ConversationStatus.ofId(session.getString(STATUS)),
                handoff(session.get(HANDOFF, Document.class)),
                assignee(session.get(ASSIGNEE, Document.class)),
                instantOrNull(session, HUMAN_UNTIL),
                session.get(VERSION, (Number) 0L).longValue());
    }

    /// The fields to set; null for one that has no value.
    public static Document write(Ownership ownership) {
        Instant until = ownership.humanUntil();
        return new Document(STATUS, ownership.status().id())
                .append(HUMAN_UNTIL, until == null ? null : date(until))
                .append(HANDOFF, handoff(ownership.handoff()))
                .append(ASSIGNEE, assignee(ownership.assignee()))
                .append(VERSION, ownership.version());
    }

    private static @Nullable Handoff handoff(@Nullable Document request) {
        return request == null
                ? null
                : new Handoff(
                        instant(request, SINCE),
                        request.getString(REASON),
                        request.getString(BY),
                        request.getString(QUEUE),
                        instantOrNull(request, OVERDUE_AT));
    }

    private static @Nullable Document handoff(@Nullable Handoff request) {
        return request == null
                ? null
                : new Document(SINCE, date(request.since()))
                        .append(REASON, request.reason())
                        .append(BY, request.by())
                        .append(QUEUE, request.queue())
                        .append(OVERDUE_AT, request.overdueAt() == null ? null : date(request.overdueAt()));
    }

    private static @Nullable Assignee assignee(@Nullable Document person) {
        return person == null
                ? null
                : new Assignee(
                        new Author(person.getString(AuthorDocuments.ID), person.getString(AuthorDocuments.NAME)),
                        instant(person, SINCE));
    }

    private static @Nullable Document assignee(@Nullable Assignee person) {
        return person == null
                ? null
                : new Document(AuthorDocuments.ID, person.who().id())
                        .append(AuthorDocuments.NAME, person.who().name())
                        .append(SINCE, date(person.since()));
    }
}
