package dev.recado.domain.event;

import dev.recado.domain.identity.ConversationId;
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
    /// @param requestedBy `user`, `model` or `urgent`
    /// @param who asks; known of requests made since it is kept
    /// @param status `requested`, or `taken` once a person answered
    record Handoff(
            String id,
            ConversationId conversationId,
            @Nullable String reason,
            @Nullable String requestedBy,
            Requester who,
            String status,
            Instant requestedAt) {}

    /// Somebody who asks for a human.
    ///
    /// @param phone null for a user who hides the number
    /// @param userId the business-scoped id of such a user
    /// @param text what they wrote last
    record Requester(
            @Nullable String phone,
            @Nullable String userId,
            @Nullable String name,
            @Nullable String text) {}
}
