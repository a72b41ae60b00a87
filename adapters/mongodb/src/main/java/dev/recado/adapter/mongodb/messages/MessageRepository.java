package dev.recado.adapter.mongodb.messages;

import io.micronaut.data.model.Pageable;
import io.micronaut.data.mongodb.annotation.MongoFindQuery;
import io.micronaut.data.mongodb.annotation.MongoRepository;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads `messages` for operators.
@MongoRepository
public interface MessageRepository extends GenericRepository<StoredMessage, String> {

    /// The newest messages of a conversation, newest first.
    @MongoFindQuery(filter = "{conversation_id: :conversationId}", sort = "{at: -1, part: -1, _id: -1}")
    List<StoredMessage> newest(String conversationId, Pageable page);
}
