package dev.recado.adapter.mongodb.records;

import io.micronaut.data.mongodb.annotation.MongoRepository;
import io.micronaut.data.mongodb.repository.MongoQueryExecutor;
import io.micronaut.data.repository.GenericRepository;

/// Reads `events` for operators.
@MongoRepository
public interface EventRepository extends GenericRepository<StoredEvent, String>, MongoQueryExecutor<StoredEvent> {}
