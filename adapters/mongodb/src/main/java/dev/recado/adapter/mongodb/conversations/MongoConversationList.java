package dev.recado.adapter.mongodb.conversations;

import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SummaryDocuments;
import dev.recado.adapter.mongodb.documents.ThreadDocuments;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ConversationSummary.LastMessage;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Reads conversations from `whatsapp_sessions`, and their threads from `messages` and `events`.
///
/// It reads documents, where other reads for operators use repositories: what a message says differs in its
/// fields from kind to kind.
public final class MongoConversationList implements ConversationList {
    /// More than the parts of an answer, which may have one time.
    private static final int AT_ONE_TIME = 12;

    private final MongoStore store;

    public MongoConversationList(MongoStore store) {
        this.store = store;
    }

    @Override
    public Page<ConversationSummary> conversations(
            ConversationFilter filter, Order order, int limit, @Nullable Place after) {
        return store.call("conversations", () -> {
            Optional<ConversationSummary> called = after == null ? byNumber(filter) : Optional.empty();
            Page<ConversationSummary> page = called.map(one -> new Page<>(List.of(one), null))
                    .orElseGet(() -> new PageReader(store.sessions(), filter, order, limit).after(after));
            return new Page<>(page.items().stream().map(this::withLastMessage).toList(), page.next());
        });
    }

    /// The conversation of the number that is searched for: it is found at once, however old it is.
    private Optional<ConversationSummary> byNumber(ConversationFilter filter) {
        return Optional.ofNullable(filter.words())
                .flatMap(words -> words.numberInFull())
                .flatMap(this::read)
                .filter(found -> filter.matches(found, List.of()));
    }

    @Override
    public Optional<ConversationSummary> conversation(ConversationId id) {
        return store.call("conversation", () -> read(id).map(this::withLastMessage));
    }

    private Optional<ConversationSummary> read(ConversationId id) {
        return Optional.ofNullable(store.sessions()
                        .find(new Document(ID, id.toString()))
                        .projection(SummaryDocuments.fields(false))
                        .first())
                .map(SummaryDocuments::read);
    }

    /// From the messages: the turns that a conversation keeps are words for a model, and leave out what it may
    /// not see.
    private ConversationSummary withLastMessage(ConversationSummary summary) {
        Document said = summary.status() == ConversationStatus.WAITING
                ? new Document("$eq", Role.USER.id())
                : new Document("$ne", MessageDocuments.NOTE);
        return store
                .messages()
                .find(new Document(
                                MessageDocuments.CONVERSATION_ID, summary.id().toString())
                        .append(MessageDocuments.ROLE, said))
                .sort(new Document(MessageDocuments.AT, -1))
                .projection(ThreadDocuments.fields())
                .limit(AT_ONE_TIME)
                .map(message -> ThreadDocuments.entry(message, _ -> Optional.empty()))
                .into(new ArrayList<>())
                .stream()
                .max(ThreadEntry.OLDEST_FIRST)
                .map(LastMessage::of)
                .map(summary::with)
                .orElse(summary);
    }

    @Override
    public Page<ThreadEntry> thread(ConversationId id, int limit, @Nullable Place after) {
        return store.call("thread", () -> new ThreadReader(store, id, limit).after(after));
    }
}
