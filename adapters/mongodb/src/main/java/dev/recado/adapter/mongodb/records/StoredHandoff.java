package dev.recado.adapter.mongodb.records;

import dev.recado.adapter.mongodb.documents.EventDocuments;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A handoff as operators read it.
@MappedEntity(EventDocuments.HANDOFFS)
public record StoredHandoff(
        @Id @MappedProperty("_id") String id,
        @MappedProperty("conversation_id") String conversationId,
        @Nullable String reason,
        @MappedProperty("requested_by") @Nullable String requestedBy,
        @Nullable String phone,
        @MappedProperty("user_id") @Nullable String userId,
        @Nullable String name,
        @Nullable String text,
        String status,
        @MappedProperty("requested_at") Instant requestedAt) {}
