package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.AuthorDocuments;
import dev.recado.adapter.mongodb.documents.OutboundContentDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.notification.Notifications;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Notifications in `notifications`, one document each. Only open ones have `due`, and of those the ones
/// with an author `answer`.
public final class MongoNotifications implements Notifications {
    static final String COLLECTION = Schema.NOTIFICATIONS;
    static final String DUE = Schema.NOTIFICATION_DUE;
    private static final String ID = "_id";
    private static final String TO = Schema.NOTIFICATION_TO;
    private static final String CHANNEL = "channel";
    private static final String EVENT = "event";
    private static final String SUBJECT = "subject";
    private static final String BODY = "body";
    private static final String TEMPLATE = "template";
    private static final String AUTHOR = "author";
    /// When an open one with an author was written; no other has it. A time, so that it is found by a range of the
    /// index.
    static final String ANSWER = Schema.NOTIFICATION_ANSWER;
    private static final String STATUS = "status";
    private static final String REASON = "reason";
    private static final String CREATED_AT = Schema.NOTIFICATION_CREATED_AT;
    private static final String CLOSED_AT = "closed_at";

    private final MongoStore store;

    public MongoNotifications(MongoStore store) {
        this.store = store;
    }

    private MongoCollection<Document> notifications() {
        return store.database().getCollection(COLLECTION);
    }

    @Override
    public Optional<StoredNotification> put(Notification notification) {
        boolean first = store.call("notify", () -> {
            try {
                notifications().insertOne(document(notification));
                return true;
            } catch (MongoWriteException e) {
                if (e.getCode() != Schema.DUPLICATE_KEY) {
                    throw e;
                }
                return false;
            }
        });
        return first
                ? Optional.empty()
                : Optional.of(find(notification.id())
                        .orElseThrow(() -> new PortUnavailableException("a notification came and went")));
    }

    @Override
    public Optional<StoredNotification> find(String id) {
        return store.call(
                "notification",
                () -> Optional.ofNullable(notifications().find(eq(ID, id)).first())
                        .map(MongoNotifications::kept));
    }

    @Override
    public List<DueNotification> due(Instant now, int limit) {
        List<DueNotification> due = due(new Document(ANSWER, new Document("$lte", date(now))), now, limit, false);
        if (due.size() < limit) {
            due.addAll(due(new Document(ANSWER, null), now, limit - due.size(), true));
        }
        return due;
    }

    private List<DueNotification> due(Document kind, Instant now, int limit, boolean unasked) {
        return store.call(
                "notifications_due",
                () -> notifications()
                        .find(kind.append(DUE, new Document("$lte", date(now))))
                        .sort(Sorts.ascending(DUE))
                        .projection(Projections.include(ID))
                        .limit(limit)
                        .map(found -> new DueNotification(found.getString(ID), unasked))
                        .into(new ArrayList<>()));
    }

    @Override
    public Optional<ClaimedNotification> claim(String id, Instant now, Instant until) {
        return store.call(
                "notification_take",
                () -> Optional.ofNullable(notifications()
                                .findOneAndUpdate(and(eq(ID, id), lte(DUE, date(now))), set(DUE, date(until))))
                        .map(found -> new ClaimedNotification(notification(found), until)));
    }

    @Override
    public void postpone(ClaimedNotification taken, Instant due) {
        update("notification_postpone", taken, set(DUE, date(due)));
    }

    @Override
    public boolean close(ClaimedNotification taken, Notification.Status status, @Nullable String reason, Instant at) {
        return update(
                "notification_close",
                taken,
                combine(
                        unset(DUE),
                        unset(ANSWER),
                        set(STATUS, status.id()),
                        set(REASON, reason),
                        set(CLOSED_AT, date(at))));
    }

    @Override
    public boolean followsAnOpenOne(Notification message) {
        Date since = date(message.createdAt());
        Bson earlier = or(lt(CREATED_AT, since), and(eq(CREATED_AT, since), lt(ID, message.id())));
        return store.call(
                "notifications_before",
                () -> notifications()
                                .find(and(
                                        lte(ANSWER, since), eq(TO, message.to().waId()), earlier))
                                .projection(Projections.include(ID))
                                .first()
                        != null);
    }

    @Override
    public void reopen(String id, Instant due) {
        List<String> sent = List.of(Notification.Status.SENT.id(), Notification.Status.HELD.id());
        Optional<Date> written = find(id).map(StoredNotification::notification)
                .filter(stored -> !stored.isUnasked())
                .map(stored -> date(stored.createdAt()));
        store.call(
                "notification_reopen",
                () -> notifications()
                        .updateOne(
                                and(eq(ID, id), in(STATUS, sent)),
                                combine(
                                        set(STATUS, Notification.Status.QUEUED.id()),
                                        set(DUE, date(due)),
                                        written.map(at -> set(ANSWER, at)).orElseGet(() -> unset(ANSWER)),
                                        unset(CLOSED_AT))));
    }

    private boolean update(String operation, ClaimedNotification taken, Bson update) {
        Bson its = and(eq(ID, taken.notification().id()), eq(DUE, date(taken.until())));
        return store.call(
                operation, () -> notifications().updateOne(its, update).getMatchedCount() > 0);
    }

    /// What people wrote in this conversation and is not sent: it waits, or was refused.
    public static List<StoredNotification> unsent(MongoStore store, ConversationId conversation) {
        String first = conversation + "/";
        String end = conversation + "0"; // the character after the slash
        Document own = new Document(ID, new Document("$gt", first).append("$lt", end))
                .append(STATUS, new Document("$ne", Notification.Status.SENT.id()));
        return store.database()
                .getCollection(COLLECTION)
                .find(own)
                .map(MongoNotifications::kept)
                .into(new ArrayList<>());
    }

    private static Document document(Notification notification) {
        Channel channel = notification.channel();
        Template template = notification.template();
        Document document = new Document(ID, notification.id())
                .append(TO, notification.to().waId())
                .append(CHANNEL, channel == null ? null : channel.id())
                .append(EVENT, notification.event())
                .append(SUBJECT, notification.subject())
                .append(BODY, notification.body())
                .append(TEMPLATE, template == null ? null : OutboundContentDocuments.write(template))
                .append(AUTHOR, AuthorDocuments.write(notification.author()))
                .append(STATUS, Notification.Status.QUEUED.id())
                .append(CREATED_AT, date(notification.createdAt()))
                .append(DUE, date(notification.createdAt()));
        return notification.isUnasked() ? document : document.append(ANSWER, date(notification.createdAt()));
    }

    private static Notification notification(Document document) {
        String channel = document.getString(CHANNEL);
        Document template = document.get(TEMPLATE, Document.class);
        return new Notification(
                document.getString(ID),
                UserAddress.ofWaId(document.getString(TO)),
                channel == null ? null : Channel.ofId(channel),
                document.getString(EVENT),
                document.getString(SUBJECT),
                document.getString(BODY),
                template == null ? null : template(template),
                AuthorDocuments.read(document.get(AUTHOR, Document.class)),
                instant(document, CREATED_AT));
    }

    private static Template template(Document says) {
        return (Template) OutboundContentDocuments.read(new Document(SessionDocuments.SAYS, says));
    }

    private static StoredNotification kept(Document document) {
        return new StoredNotification(
                notification(document),
                Notification.Status.ofId(document.getString(STATUS)),
                document.getString(REASON));
    }
}
