package dev.recado.adapter.console.business;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page of events.
///
/// @param next the `after` of the next page; null on the last one
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
record EventPage(
        List<Event> events,
        @JsonInclude(Include.NON_NULL) @Nullable String next) {

    EventPage {
        events = List.copyOf(events);
    }

    static EventPage of(List<BusinessEvent> events, @Nullable String next, PublicIds ids) {
        return new EventPage(events.stream().map(event -> Event.of(event, ids)).toList(), next);
    }

    /// @param details differ by type
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(Include.ALWAYS)
    record Event(String id, String conversation, String type, String at, Map<String, String> details) {
        static Event of(BusinessEvent event, PublicIds ids) {
            return new Event(
                    ids.of(event.id()),
                    ids.of(event.conversationId()),
                    event.type().id(),
                    event.at().toString(),
                    event.publicDetails(ids));
        }
    }
}
