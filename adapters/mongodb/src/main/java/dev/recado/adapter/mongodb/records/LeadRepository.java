package dev.recado.adapter.mongodb.records;

import io.micronaut.data.mongodb.annotation.MongoRepository;
import io.micronaut.data.mongodb.repository.MongoQueryExecutor;
import io.micronaut.data.repository.GenericRepository;

/// Reads `leads` for operators.
@MongoRepository
public interface LeadRepository extends GenericRepository<StoredLead, String>, MongoQueryExecutor<StoredLead> {}
