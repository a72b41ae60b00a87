package dev.recado.domain.port;

import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What {@link EventLog} keeps, as an operator reads it: newest first, a page at a time.
public interface BusinessRecords {

    /// Events, of one type or of one conversation where that is asked.
    List<BusinessEvent> events(BusinessEvent.@Nullable Type type, @Nullable ConversationId conversation, Page page);

    List<LeadRecord> leads(Page page);

    List<Handoff> handoffs(Page page);

    /// @param limit at most so many
    /// @param after those that come after this place in the list; null for the first of them
    record Page(int limit, @Nullable Place after) {}

    /// That of a record made at this time under this id.
    record Place(Instant at, String id) {}

    /// Somebody who wants to be called back.
    ///
    /// @param source how they came, as `whatsapp`
    record LeadRecord(
            String id,
            ConversationId conversationId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String source,
            Instant createdAt) {}

    /// A request for a human.
    ///
    /// @param requestedBy `user`, `model` or `bot`
    /// @param status `requested`
    record Handoff(
            String id,
            ConversationId conversationId,
            @Nullable String reason,
            @Nullable String requestedBy,
            String status,
            Instant requestedAt) {}
}
