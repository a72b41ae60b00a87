package dev.recado.domain.event;

import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what [EventLog] stores, for operators: newest first, page by page. Every method may throw
/// [dev.recado.domain.PortUnavailableException]; a retry may help. Thread-safe.
public interface BusinessRecords {

    /// Returns events, of all types and conversations unless one is given.
    List<BusinessEvent> events(BusinessEvent.@Nullable Type type, @Nullable ConversationId conversation, Page page);

    List<LeadRecord> leads(Page page);

    List<Handoff> handoffs(Page page);

    /// @param limit the most records
    /// @param after where the previous page ended; null for the first page
    record Page(int limit, @Nullable Place after) {}

    /// The place in the list of the record with this time and id.
    record Place(Instant at, String id) {}

    /// A person who wants to be called back.
    ///
    /// @param source how they came, such as `whatsapp`
    record LeadRecord(
            String id,
            ConversationId conversationId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String source,
            Instant createdAt) {}

    /// A request for a person.
    ///
    /// @param requestedBy `user`, `model`, `urgent` or `idle`
    /// @param who the requester; empty for requests from before requesters were stored
    /// @param status `requested`, `taken` once a person has it, or `closed` where it was withdrawn
    record Handoff(
            String id,
            ConversationId conversationId,
            @Nullable String reason,
            @Nullable String requestedBy,
            Requester who,
            String status,
            Instant requestedAt) {}

    /// A user who asks for a person.
    ///
    /// @param phone null for a user who hides the number
    /// @param userId the business-scoped id of such a user
    /// @param text the user's last message
    record Requester(
            @Nullable String phone,
            @Nullable String userId,
            @Nullable String name,
            @Nullable String text) {}
}
