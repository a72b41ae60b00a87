package dev.recado.adapter.mongodb.documents;

import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instantOrNull;

import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Offences;
import dev.recado.domain.conversation.Quota;
import dev.recado.domain.conversation.Quota.Count;
import dev.recado.domain.conversation.Repetition;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Provenance;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The parts of a conversation's document besides the turns: the user's state, the last notification, and
/// events not published yet.
public final class UserStateDocuments {
    static final String ID = "_id";
    static final String TYPE = "type";
    static final String CONVERSATION_ID = "conversation_id";
    static final String AT = "at";
    static final String DETAILS = "details";
    public static final String OPTED_OUT = "opted_out";
    public static final String CONSENT = "consent";
    private static final String LANGUAGE_CHOSEN = "language_chosen";
    private static final String FRESH_SINCE = "fresh_since";
    private static final String MINUTE = "minute";
    private static final String DAY = "day";
    private static final String SINCE = "since";
    private static final String USED = "used";
    private static final String TOLD = "told";
    private static final String STRIKES = "strikes";
    private static final String STRUCK_AT = "struck_at";
    private static final String BLOCKED_UNTIL = "blocked_until";
    private static final String REPEATED = "repeated";
    private static final String REPEATS = "repeats";
    private static final String EVENT = "event";
    private static final String SUBJECT = "subject";
    private static final String BODY = "body";
    private static final String CHANNEL = "channel";
    private static final String STEPS = "steps";
    private static final String SOURCES = "sources";
    private static final String AUTHOR = "author";

    private UserStateDocuments() {}

    static Document userState(UserState userState) {
        return new Document(OPTED_OUT, userState.optedOut())
                .append(CONSENT, userState.consent().id())
                .append(LANGUAGE_CHOSEN, userState.languageChosen())
                .append(FRESH_SINCE, dateOrNull(userState.freshSince()))
                .append(MINUTE, count(userState.quota().minute()))
                .append(DAY, count(userState.quota().day()))
                .append(STRIKES, userState.offences().count())
                .append(STRUCK_AT, dateOrNull(userState.offences().lastAt()))
                .append(BLOCKED_UNTIL, dateOrNull(userState.offences().blockedUntil()))
                .append(REPEATED, userState.repetition().words())
                .append(REPEATS, userState.repetition().times());
    }

    /// The fields to write after a turn. The consent is left out when the turn did not change it, because the
    /// provider may have reported another one meanwhile.
    public static Document changes(UserState before, UserState after) {
        Document fields = userState(after);
        if (before.consent() == after.consent()) {
            fields.remove(CONSENT);
            fields.remove(OPTED_OUT);
        }
        return fields;
    }

    /// The update that stores a refusal in a conversation that has no state of its user yet.
    public static Bson refusing(Consent refusal) {
        UserState state = UserState.NEW.consenting(refusal);
        return new Document("$set", new Document(SessionDocuments.STANDING, userState(state)));
    }

    static UserState userState(@Nullable Document document) {
        return document == null
                ? UserState.NEW
                : new UserState(
                        consent(document),
                        document.getBoolean(LANGUAGE_CHOSEN, false),
                        instantOrNull(document, FRESH_SINCE),
                        new Quota(
                                count(document.get(MINUTE, Document.class)), count(document.get(DAY, Document.class))),
                        new Offences(
                                document.getInteger(STRIKES, 0),
                                instantOrNull(document, STRUCK_AT),
                                instantOrNull(document, BLOCKED_UNTIL)),
                        new Repetition(document.getString(REPEATED), document.getInteger(REPEATS, 0)));
    }

    private static Consent consent(Document document) {
        String consent = document.getString(CONSENT);
        if (consent != null) {
            return Consent.ofId(consent);
        }
        return document.getBoolean(OPTED_OUT, false) ? Consent.NOTHING : Consent.EVERYTHING;
    }

    private static Document count(Count count) {
        return new Document(SINCE, date(count.since()))
                .append(USED, count.used())
                .append(TOLD, count.told());
    }

    private static Count count(@Nullable Document document) {
        return document == null
                ? Count.NONE
                : new Count(instant(document, SINCE), document.getInteger(USED, 0), document.getBoolean(TOLD, false));
    }

    public static Document notice(LastNotification notice) {
        return new Document(EVENT, notice.event())
                .append(SUBJECT, notice.subject())
                .append(BODY, notice.body())
                .append(CHANNEL, notice.channel().id())
                .append(AT, date(notice.at()));
    }

    public static @Nullable LastNotification notice(@Nullable Document document) {
        return document == null
                ? null
                : new LastNotification(
                        document.getString(EVENT),
                        document.getString(SUBJECT),
                        document.getString(BODY),
                        Channel.ofId(document.getString(CHANNEL)),
                        instant(document, AT));
    }

    public static List<Document> events(List<BusinessEvent> events) {
        return events.stream().map(UserStateDocuments::event).toList();
    }

    public static Document event(BusinessEvent event) {
        return new Document(ID, event.id())
                .append(TYPE, event.type().id())
                .append(CONVERSATION_ID, event.conversationId().toString())
                .append(AT, date(event.at()))
                .append(DETAILS, new Document(new LinkedHashMap<>(event.details())));
    }

    public static BusinessEvent event(Document document) {
        Map<String, String> details = new LinkedHashMap<>();
        document.get(DETAILS, new Document()).forEach((field, value) -> details.put(field, String.valueOf(value)));
        return new BusinessEvent(
                document.getString(ID),
                BusinessEvent.Type.ofId(document.getString(TYPE)),
                ConversationId.parse(document.getString(CONVERSATION_ID)),
                instant(document, AT),
                details);
    }

    static Document provenance(Provenance provenance) {
        return new Document(
                        STEPS, provenance.steps().stream().map(Document::new).toList())
                .append(SOURCES, provenance.sources())
                .append(AUTHOR, AuthorDocuments.write(provenance.author()));
    }

    static Provenance provenance(@Nullable Document document) {
        return document == null
                ? Provenance.NONE
                : new Provenance(
                        document.getList(STEPS, Document.class, List.of()).stream()
                                .map(step -> (Map<String, Object>) new LinkedHashMap<>(step))
                                .toList(),
                        document.getList(SOURCES, String.class, List.of()),
                        AuthorDocuments.read(document.get(AUTHOR, Document.class)));
    }

    private static @Nullable Date dateOrNull(@Nullable Instant instant) {
        return instant == null ? null : date(instant);
    }
}
