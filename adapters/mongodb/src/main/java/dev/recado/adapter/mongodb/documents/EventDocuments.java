package dev.recado.adapter.mongodb.documents;

import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.recado.domain.event.BusinessEvent;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The documents of `events`, `leads` and `handoffs`. A lead and a handoff have the id of their event.
public final class EventDocuments {
    public static final String EVENTS = "events";
    public static final String LEADS = "leads";
    public static final String HANDOFFS = "handoffs";

    public static final String ID = "_id";
    public static final String TYPE = UserStateDocuments.TYPE;
    public static final String CONVERSATION_ID = "conversation_id";
    public static final String AT = UserStateDocuments.AT;
    public static final String CREATED_AT = "created_at";
    public static final String REQUESTED_AT = "requested_at";
    private static final String NAME = "name";
    private static final String EMAIL = "email";
    private static final String PHONE = "phone";
    private static final String SOURCE = "source";
    private static final String REASON = "reason";
    private static final String USER_ID = "user_id";
    private static final String TEXT = "text";
    private static final String REQUESTED_BY = "requested_by";
    private static final String STATUS = "status";
    private static final String REQUESTED = "requested";

    private EventDocuments() {}

    public static Document lead(BusinessEvent event) {
        return withId(event)
                .append(NAME, event.details().get(NAME))
                .append(EMAIL, event.details().get(EMAIL))
                .append(PHONE, event.details().get(PHONE))
                .append(SOURCE, event.details().getOrDefault(SOURCE, "whatsapp"))
                .append(CREATED_AT, date(event.at()));
    }

    public static Document handoff(BusinessEvent event) {
        return withId(event)
                .append(REASON, event.details().get(REASON))
                .append(REQUESTED_BY, event.details().get("by"))
                .append(PHONE, event.details().get(PHONE))
                .append(USER_ID, event.details().get(USER_ID))
                .append(NAME, event.details().get(NAME))
                .append(TEXT, event.details().get(TEXT))
                .append(STATUS, REQUESTED)
                .append(REQUESTED_AT, date(event.at()));
    }

    /// Matches the open handoffs that are settled by this event.
    public static Bson settledBy(BusinessEvent event) {
        return Filters.and(
                Filters.eq(CONVERSATION_ID, event.conversationId().toString()),
                Filters.lte(REQUESTED_AT, date(event.at())),
                Filters.eq(STATUS, REQUESTED));
    }

    /// The update of these handoffs.
    public static Bson settled(BusinessEvent event) {
        String status = event.type() == BusinessEvent.Type.HANDOFF_TAKEN ? "taken" : "closed";
        return Updates.combine(Updates.set(STATUS, status), Updates.set(status + "_at", date(event.at())));
    }

    private static Document withId(BusinessEvent event) {
        return new Document(ID, event.id())
                .append(CONVERSATION_ID, event.conversationId().toString());
    }
}
