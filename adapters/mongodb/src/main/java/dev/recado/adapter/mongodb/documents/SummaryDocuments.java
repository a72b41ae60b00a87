package dev.recado.adapter.mongodb.documents;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.handoff.ConversationMarks.Note;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.Labels;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The documents of `whatsapp_sessions` and `messages` as people of the business see them in a list, and what
/// they leave there.
public final class SummaryDocuments {
    private static final String SAID_LATELY = SessionDocuments.TURNS + "." + SessionDocuments.TEXT;
    private static final List<String> FIELDS = List.of(
            SessionDocuments.WA_ID,
            SessionDocuments.OTHER_WA_IDS,
            SessionDocuments.CHANNEL,
            SessionDocuments.PHONE_NUMBER_ID,
            SessionDocuments.PROFILE_NAME,
            SessionDocuments.LANGUAGE,
            OwnershipDocuments.STATUS,
            OwnershipDocuments.HUMAN_UNTIL,
            OwnershipDocuments.VERSION,
            OwnershipDocuments.HANDOFF,
            OwnershipDocuments.ASSIGNEE,
            SessionDocuments.LABELS,
            SessionDocuments.UNREAD,
            SessionDocuments.LAST_WROTE_AT,
            SessionDocuments.UPDATED_AT);

    private SummaryDocuments() {}

    /// What is read of a conversation.
    ///
    /// @param withTexts whether a search reads what was said lately
    public static Bson fields(boolean withTexts) {
        Bson fields = Projections.include(FIELDS);
        return withTexts ? Projections.fields(fields, Projections.include(SAID_LATELY)) : fields;
    }

    /// Without the newest message.
    public static ConversationSummary read(Document session) {
        return new ConversationSummary(
                ConversationId.parse(session.getString(SessionDocuments.ID)),
                SessionDocuments.participant(session),
                OwnershipDocuments.read(session),
                null,
                labels(session).values(),
                session.getBoolean(SessionDocuments.UNREAD, false),
                MessageDocuments.instantOrNull(session, SessionDocuments.LAST_WROTE_AT),
                MessageDocuments.instant(session, SessionDocuments.UPDATED_AT));
    }

    public static List<String> texts(Document session) {
        return SessionDocuments.list(
                session, SessionDocuments.TURNS, Document.class, turn -> turn.get(SessionDocuments.TEXT, ""));
    }

    /// The update that replaces the labels.
    public static Bson labels(Labels labels) {
        return labels.values().isEmpty()
                ? Updates.unset(SessionDocuments.LABELS)
                : Updates.set(SessionDocuments.LABELS, labels.values());
    }

    /// The update of one conversation that gives it the marks of another one too.
    public static Bson marks(Document session, Document other) {
        Bson labels = labels(labels(session).and(labels(other)));
        return other.getBoolean(SessionDocuments.UNREAD, false)
                ? Updates.combine(labels, Updates.set(SessionDocuments.UNREAD, true))
                : labels;
    }

    public static Labels labels(Document session) {
        return new Labels(SessionDocuments.list(session, SessionDocuments.LABELS, String.class, Function.identity()));
    }

    /// A note, as it stands among the messages.
    public static Document note(ConversationId conversation, String id, String text, Author author, Instant at) {
        return new Document(MessageDocuments.ID, id)
                .append(MessageDocuments.CONVERSATION_ID, conversation.toString())
                .append(MessageDocuments.ROLE, MessageDocuments.NOTE)
                .append(MessageDocuments.CONTENT, text)
                .append(MessageDocuments.STATUS, MessageDocuments.NOTED)
                .append(MessageDocuments.AUTHOR, AuthorDocuments.write(author))
                .append(MessageDocuments.AT, MessageDocuments.date(at));
    }

    /// The note of a document that [#note(ConversationId, String, String, Author, Instant)] made.
    public static Note note(Document stored) {
        Author author = AuthorDocuments.read(stored.get(MessageDocuments.AUTHOR, Document.class));
        return new Note(
                stored.getString(MessageDocuments.ID),
                stored.getString(MessageDocuments.CONTENT),
                Objects.requireNonNull(author),
                MessageDocuments.instant(stored, MessageDocuments.AT));
    }

    /// The conversation's place in the list of those that wait, or in the list by activity.
    public static Place place(Document session, boolean waiting) {
        Instant at = waiting
                ? MessageDocuments.instant(
                        session.get(OwnershipDocuments.HANDOFF, Document.class), OwnershipDocuments.SINCE)
                : MessageDocuments.instant(session, SessionDocuments.UPDATED_AT);
        return new Place(waiting, at, session.getString(SessionDocuments.ID));
    }
}
