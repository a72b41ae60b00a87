package dev.recado.adapter.mongodb.records;

import dev.recado.adapter.mongodb.documents.EventDocuments;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A lead as operators read it.
@MappedEntity(EventDocuments.LEADS)
public record StoredLead(
        @Id @MappedProperty("_id") String id,
        @MappedProperty("conversation_id") String conversationId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String source,
        @MappedProperty("created_at") Instant createdAt) {}
