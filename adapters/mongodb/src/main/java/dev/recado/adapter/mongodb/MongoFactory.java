package dev.recado.adapter.mongodb;

import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.IdGenerator;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.MessageLog;
import dev.recado.domain.port.Probe;
import dev.recado.domain.port.SessionStore;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes the stores: on the server that is named, else on the embedded one in the data folder.
@Factory
final class MongoFactory {
    private final Path dataFolder;

    MongoFactory(@Value("${recado.data-dir:./data}") String dataFolder) {
        this.dataFolder = Path.of(dataFolder);
    }

    @Singleton
    @Bean(preDestroy = "close")
    MongoStore store(@Nullable @Property(name = "recado.mongodb.uri") String uri, EventSink events) {
        return uri == null || uri.isBlank()
                ? MongoStore.embedded(dataFolder.resolve("store"), events)
                : MongoStore.server(uri, events);
    }

    @Singleton
    @Bean(preDestroy = "close")
    InstanceId instanceId(IdGenerator ids) {
        return InstanceId.in(dataFolder, ids);
    }

    @Singleton
    @Bean(typed = Inbox.class, preDestroy = "close")
    MongoInbox inbox(MongoStore store) {
        return new MongoInbox(store);
    }

    @Singleton
    SessionStore sessions(
            MongoStore store, InstanceId instance, @Value("${recado.history-turns:20}") int historyTurns) {
        return new MongoSessionStore(store, instance.value(), historyTurns);
    }

    @Singleton
    MessageLog log(MongoStore store) {
        return new MongoMessageLog(store);
    }

    @Singleton
    Probe probe(MongoStore store) {
        return new MongoProbe(store);
    }
}
