package dev.recado.adapter.mongodb.records;

import io.micronaut.data.mongodb.annotation.MongoRepository;
import io.micronaut.data.mongodb.repository.MongoQueryExecutor;
import io.micronaut.data.repository.GenericRepository;

/// Reads `handoffs` for operators.
@MongoRepository
public interface HandoffRepository
        extends GenericRepository<StoredHandoff, String>, MongoQueryExecutor<StoredHandoff> {}
