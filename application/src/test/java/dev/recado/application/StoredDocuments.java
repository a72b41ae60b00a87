package dev.recado.application;

import com.mongodb.client.MongoDatabase;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What is in the store, read past Recado with the driver, as an operator would.
public final class StoredDocuments {
    private static final String STORE = "dev.recado.adapter.mongodb.connection.MongoStore";

    private final MongoDatabase database;

    private StoredDocuments(MongoDatabase database) {
        this.database = database;
    }

    /// The store of a running application; the adapter shows it to nobody, so it is taken by force.
    public static StoredDocuments of(ApplicationContext context) {
        try {
            Class<?> type = Class.forName(STORE);
            var method = type.getDeclaredMethod("database");
            method.setAccessible(true);
            return new StoredDocuments((MongoDatabase) method.invoke(context.getBean(type)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the store is built otherwise than " + STORE, e);
        }
    }

    public List<Document> messages(String field, Object value) {
        return database.getCollection("messages")
                .find(new Document(field, value))
                .into(new ArrayList<>());
    }

    /// What the user with these digits or this id wrote.
    public List<Document> writtenBy(String waId) {
        return messages("wa_id", waId).stream()
                .filter(message -> "user".equals(message.getString("role")))
                .toList();
    }

    /// The inbound message with this SID.
    public @Nullable Document inbound(String sid) {
        return messages("_id", "twilio:" + sid).stream().findFirst().orElse(null);
    }

    /// The parts that answer the message with this SID, in their order.
    public List<Document> partsOf(String sid) {
        return database
                .getCollection("messages")
                .find(new Document("_id", new Document("$regex", "^(twilio|meta):" + sid + "/")))
                .into(new ArrayList<>())
                .stream()
                .sorted((a, b) -> Integer.compare(a.getInteger("part"), b.getInteger("part")))
                .toList();
    }

    public @Nullable Document session(String waId) {
        return database.getCollection("whatsapp_sessions")
                .find(new Document("wa_id", waId))
                .first();
    }

    /// What a collection has of the user's conversation.
    ///
    /// @param user as `whatsapp:+…`, `+…` or the digits alone
    public List<Document> of(String collection, String user) {
        Document session = session(user.replaceFirst("^(?:whatsapp:)?\\+?", ""));
        return session == null
                ? List.of()
                : database.getCollection(collection)
                        .find(new Document("conversation_id", session.getString("conversation_id")))
                        .into(new ArrayList<>());
    }

    /// The types of the user's events.
    public List<String> events(String user) {
        return of("events", user).stream().map(event -> event.getString("type")).toList();
    }

    /// The first parts of what was said to the user, oldest first.
    public List<Document> answersTo(String user) {
        return of("messages", user).stream()
                .filter(message -> "assistant".equals(message.getString("role")))
                .filter(message -> message.getInteger("part") == 0)
                .sorted(Comparator.comparing(message -> message.getDate("at")))
                .toList();
    }

    /// The documents of all collections that hold one of these texts, each after its collection's name.
    List<String> holding(String... texts) {
        List<String> found = new ArrayList<>();
        for (String name : database.listCollectionNames()) {
            for (Document document : database.getCollection(name).find()) {
                String json = document.toJson();
                if (Stream.of(texts).anyMatch(json::contains)) {
                    found.add(name + " " + json);
                }
            }
        }
        return found;
    }

    void forgetSession(String waId) {
        database.getCollection("whatsapp_sessions").deleteMany(new Document("wa_id", waId));
    }

    /// Changes a field of the user's conversation past Recado.
    void setInSession(String waId, String field, Object value) {
        database.getCollection("whatsapp_sessions")
                .updateOne(new Document("wa_id", waId), new Document("$set", new Document(field, value)));
    }

    /// Puts a message there that Recado did not.
    void put(Document message) {
        database.getCollection("messages").insertOne(message);
    }

    public long count() {
        return database.getCollection("messages").countDocuments();
    }

    Map<String, List<Document>> indexes() {
        return Map.of(
                "messages", database.getCollection("messages").listIndexes().into(new ArrayList<>()),
                "whatsapp_sessions",
                        database.getCollection("whatsapp_sessions")
                                .listIndexes()
                                .into(new ArrayList<>()));
    }
}
