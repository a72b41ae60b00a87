package dev.recado.adapter.mongodb.conversations;

import com.mongodb.client.model.InsertManyOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.OwnershipDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/// Fills a store with conversations of some messages each: one in ten waits or is with a person, and of the
/// others half are closed.
final class ManyConversations {
    /// Who has those that a person has.
    static final String PERSON = "martha";

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final int MESSAGES = 20;
    private static final int BATCH = 1_000;

    private ManyConversations() {}

    /// The number of the user of each conversation.
    static String number(int i) {
        return "+34" + (600_000_000 + i);
    }

    static void fill(MongoStore store, int count) {
        InsertManyOptions unordered = new InsertManyOptions().ordered(false);
        for (int first = 0; first < count; first += BATCH) {
            List<Document> sessions = new ArrayList<>();
            List<Document> messages = new ArrayList<>();
            for (int i = first; i < Math.min(count, first + BATCH); i++) {
                String number = number(i);
                List<Utterance> turns = new ArrayList<>();
                InboundMessage message = null;
                for (int m = 0; m < MESSAGES; m++) {
                    Instant at = NOON.plusSeconds(i).plusMillis(m);
                    message = Messages.text("SM" + i + "-" + m, number, "¿a qué hora abren mañana? " + i, at);
                    Document document = MessageDocuments.inbound(message).append(MessageDocuments.STATUS, "answered");
                    document.remove(MessageDocuments.WAITING_SINCE);
                    messages.add(document);
                    turns.add(new Utterance(Role.USER, message.content().text(), at));
                }
                sessions.add(session(i, Objects.requireNonNull(message), turns));
            }
            store.sessions().insertMany(sessions, unordered);
            store.messages().insertMany(messages, unordered);
        }
    }

    private static Document session(int i, InboundMessage last, List<Utterance> turns) {
        Instant at = last.receivedAt();
        Document session = SessionDocuments.newSession(ConversationKey.by(last), last.from(), at)
                .append(SessionDocuments.ID, last.conversationId().toString())
                .append(SessionDocuments.TURNS, SessionDocuments.turns(turns))
                .append(SessionDocuments.LAST_WROTE_AT, MessageDocuments.date(at))
                .append(SessionDocuments.UNREAD, true)
                .append(SessionDocuments.STATUS, status(i).id());
        if (status(i) == ConversationStatus.WAITING) {
            session.append(
                    OwnershipDocuments.HANDOFF,
                    new Document("since", MessageDocuments.date(at))
                            .append("reason", "una queja")
                            .append("by", "user"));
        }
        if (status(i) == ConversationStatus.HUMAN) {
            session.append(
                    OwnershipDocuments.ASSIGNEE,
                    new Document("id", PERSON).append("name", "Agent").append("since", MessageDocuments.date(at)));
        }
        if (i % 100 == 0) {
            session.append(SessionDocuments.LABELS, List.of("vip"));
        }
        return session;
    }

    private static ConversationStatus status(int i) {
        return switch (i % 20) {
            case 3 -> ConversationStatus.WAITING;
            case 7 -> ConversationStatus.HUMAN;
            default -> i % 2 == 0 ? ConversationStatus.OPEN : ConversationStatus.CLOSED;
        };
    }
}
