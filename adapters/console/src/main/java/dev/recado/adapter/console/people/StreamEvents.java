package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.live.ConversationWatcher.Change;
import dev.recado.domain.message.Author;
import io.micronaut.http.sse.Event;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes changes as server-sent events. The id of an event is the time at which its conversation was read, in
/// milliseconds since 1970. The events of a change are written once for all who watch.
@Singleton
final class StreamEvents {
    private final PublicIds ids;
    private final JsonMapper json;
    private volatile Written last = new Written(null, List.of());

    StreamEvents(PublicIds ids, JsonMapper json) {
        this.ids = ids;
        this.json = json;
    }

    private record Written(@Nullable Change change, List<Event<String>> events) {}

    /// A receipt for a message that the client knows.
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Receipt(String conversation, String id, String status, ThreadEntryResponse.@Nullable Problem error) {}

    /// A person who types, or has stopped.
    @Serdeable.Serializable
    record Presence(String conversation, PersonResponse agent, boolean typing) {}

    /// A conversation that the caller may not see any more.
    @Serdeable.Serializable
    record Gone(String id) {}

    List<Event<String>> of(Change change) {
        Written written = last;
        if (!change.equals(written.change())) {
            written = new Written(change, write(change));
            last = written;
        }
        return written.events();
    }

    private List<Event<String>> write(Change change) {
        String conversation = ids.of(change.conversation().id());
        List<Event<String>> events = new ArrayList<>();
        for (ThreadEntry entry : change.added()) {
            events.add(event("message", change, message(conversation, entry)));
        }
        for (ThreadEntry entry : change.updated()) {
            ThreadEntryResponse now = ThreadEntryResponse.of(entry, ids);
            events.add(event("receipt", change, new Receipt(conversation, now.id(), now.status(), now.error())));
        }
        events.add(event("conversation", change, ConversationResponse.of(change.conversation(), ids)));
        return List.copyOf(events);
    }

    /// That the caller may not see the conversation any more.
    Event<String> gone(Change change) {
        return event("gone", change, new Gone(ids.of(change.conversation().id())));
    }

    Event<String> typing(ConversationSummary conversation, Author person, boolean types) {
        PersonResponse agent = new PersonResponse(person.id(), person.name());
        return event("presence", null, new Presence(ids.of(conversation.id()), agent, types));
    }

    /// That the client has missed more than can be told before now.
    static Event<String> reset(Instant now) {
        return Event.of("{}").name("reset").id(Long.toString(now.toEpochMilli()));
    }

    static Event<String> signOfLife() {
        return Event.of("{}").name("ping");
    }

    private JsonNode message(String conversation, ThreadEntry entry) {
        try {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            fields.put("conversation", JsonNode.createStringNode(conversation));
            json.writeValueToTree(ThreadEntryResponse.of(entry, ids))
                    .entries()
                    .forEach(field -> fields.put(field.getKey(), field.getValue()));
            return JsonNode.createObjectNode(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Event<String> event(String name, @Nullable Change change, Object data) {
        try {
            Event<String> event = Event.of(json.writeValueAsString(data)).name(name);
            return change == null ? event : event.id(Long.toString(change.at().toEpochMilli()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
