package dev.recado.adapter.mongodb;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;

@Requires(Requirement.MONGODB)
class ServerContractIT extends MongoContracts {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static String uri;

    private final String database = "ServerContractIT" + DATABASES.incrementAndGet();

    @BeforeAll
    static void find() throws IOException {
        uri = TestServers.real();
    }

    @Override
    void connect(ApplicationContext context, Map<String, Object> settings) {
        settings.put("recado.mongodb.uri", TestServers.withDatabase(uri, database));
    }
}
