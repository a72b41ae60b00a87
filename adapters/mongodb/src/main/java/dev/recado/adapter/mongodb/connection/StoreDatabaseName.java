package dev.recado.adapter.mongodb.connection;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.data.model.PersistentEntity;
import io.micronaut.data.mongodb.operations.MongoDatabaseNameProvider;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Gives the repositories the name of the store's database.
@Singleton
@Replaces(MongoDatabaseNameProvider.class)
final class StoreDatabaseName implements MongoDatabaseNameProvider {
    private final MongoStore store;

    StoreDatabaseName(MongoStore store) {
        this.store = store;
    }

    @Override
    public String provide(PersistentEntity entity, @Nullable Class<?> repository) {
        return provide(repository);
    }

    @Override
    public String provide(@Nullable Class<?> type) {
        return store.database().getName();
    }
}
