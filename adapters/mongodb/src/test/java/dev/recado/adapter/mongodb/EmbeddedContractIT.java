package dev.recado.adapter.mongodb;

import dev.recado.adapter.mongodb.embedded.EmbeddedServer;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class EmbeddedContractIT extends MongoContracts {
    private @Nullable EmbeddedServer server;

    @Override
    synchronized void connect(ApplicationContext context, Map<String, Object> settings) {
        if (server == null) {
            server = EmbeddedServer.open(folder.resolve("store"));
        }
        context.registerSingleton(EmbeddedServer.class, server);
    }
}
