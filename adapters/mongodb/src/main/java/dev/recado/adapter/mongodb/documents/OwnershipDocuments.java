package dev.recado.adapter.mongodb.documents;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
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
import java.util.Date;
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
    public static final String HANDOFF_OVERDUE_AT = "handoff.overdue_at";
    static final String CLOSED_AT = "closed_at";
    public static final String UNANSWERED_SINCE = "unanswered_since";

    static final String SINCE = "since";
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
                instantOrNull(session, UNANSWERED_SINCE),
                instantOrNull(session, CLOSED_AT),
                session.get(VERSION, (Number) 0L).longValue());
    }

    /// The update that stores it. A field without a value is removed, so that its index holds only those with
    /// one.
    public static Bson update(Ownership ownership) {
        return combine(
                set(STATUS, ownership.status().id()),
                set(VERSION, ownership.version()),
                setOrUnset(HANDOFF, handoff(ownership.handoff())),
                setOrUnset(ASSIGNEE, assignee(ownership.assignee())),
                setOrUnset(HUMAN_UNTIL, dateOrNull(ownership.humanUntil())),
                setOrUnset(UNANSWERED_SINCE, dateOrNull(ownership.unansweredSince())),
                setOrUnset(CLOSED_AT, dateOrNull(ownership.closedAt())));
    }

    private static Bson setOrUnset(String field, @Nullable Object value) {
        return value == null ? unset(field) : set(field, value);
    }

    private static @Nullable Date dateOrNull(@Nullable Instant instant) {
        return instant == null ? null : date(instant);
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
                        .append(OVERDUE_AT, dateOrNull(request.overdueAt()));
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
