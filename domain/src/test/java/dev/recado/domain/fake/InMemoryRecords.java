package dev.recado.domain.fake;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.identity.ConversationId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of the in-memory store, as an operator reads them.
public record InMemoryRecords(InMemoryStore store) implements BusinessRecords {
    private static final Comparator<BusinessEvent> NEWEST_FIRST = Comparator.comparing(BusinessEvent::at)
            .thenComparing(BusinessEvent::id)
            .reversed();

    @Override
    public List<BusinessEvent> events(
            BusinessEvent.@Nullable Type type, @Nullable ConversationId conversation, Page page) {
        Place after = page.after();
        return store.recordedEvents().stream()
                .filter(event -> type == null || event.type() == type)
                .filter(event -> conversation == null || event.conversationId().equals(conversation))
                .filter(event -> after == null
                        || event.at().isBefore(after.at())
                        || (event.at().equals(after.at()) && event.id().compareTo(after.id()) < 0))
                .sorted(NEWEST_FIRST)
                .limit(page.limit())
                .toList();
    }

    @Override
    public List<LeadRecord> leads(Page page) {
        return events(BusinessEvent.Type.LEAD_CREATED, null, page).stream()
                .map(event -> {
                    Map<String, String> of = event.details();
                    return new LeadRecord(
                            event.id(),
                            event.conversationId(),
                            of.get("name"),
                            of.get("email"),
                            of.get("phone"),
                            of.getOrDefault("source", "whatsapp"),
                            event.at());
                })
                .toList();
    }

    @Override
    public List<Handoff> handoffs(Page page) {
        return events(BusinessEvent.Type.HANDOFF_REQUESTED, null, page).stream()
                .map(event -> new Handoff(
                        event.id(),
                        event.conversationId(),
                        event.details().get("reason"),
                        event.details().get("by"),
                        new Requester(
                                event.details().get("phone"),
                                event.details().get("user_id"),
                                event.details().get("name"),
                                event.details().get("text")),
                        status(event),
                        event.at()))
                .toList();
    }

    private String status(BusinessEvent requested) {
        return store.recordedEvents().stream()
                .filter(event -> event.type().settlesHandoffs())
                .filter(event -> event.conversationId().equals(requested.conversationId()))
                .filter(event -> !event.at().isBefore(requested.at()))
                .findFirst()
                .map(event -> event.type() == BusinessEvent.Type.HANDOFF_TAKEN ? "taken" : "closed")
                .orElse("requested");
    }
}
