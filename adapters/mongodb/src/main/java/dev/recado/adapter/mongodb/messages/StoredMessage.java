package dev.recado.adapter.mongodb.messages;

import dev.recado.adapter.mongodb.documents.MessageDocuments;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message as operators read it: the fields of `messages` that other readers may rely on.
@MappedEntity(MessageDocuments.COLLECTION)
public record StoredMessage(
        @Id @MappedProperty("_id") String id,
        @MappedProperty("conversation_id") String conversationId,
        String role,
        String content,
        String status,
        @MappedProperty("external_message_id") @Nullable String externalMessageId,
        @MappedProperty("error_code") @Nullable String errorCode,
        Instant at) {}
