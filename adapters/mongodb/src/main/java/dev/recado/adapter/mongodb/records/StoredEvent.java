package dev.recado.adapter.mongodb.records;

import dev.recado.adapter.mongodb.documents.EventDocuments;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event as operators read it.
@MappedEntity(EventDocuments.EVENTS)
public record StoredEvent(
        @Id @MappedProperty("_id") String id,
        String type,
        @MappedProperty("conversation_id") String conversationId,
        Instant at,
        @Nullable Map<String, String> details) {}
