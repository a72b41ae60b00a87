package dev.recado.application;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// A killed process on a real MongoDB; skipped where there is none.
@Requires(Requirement.MONGODB)
class KilledProcessOnMongoIT extends KilledProcess {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static MongodProcess mongod;

    @BeforeAll
    static void start() {
        mongod = MongodProcess.start();
    }

    @AfterAll
    static void stop() {
        if (mongod != null) {
            mongod.close();
        }
    }

    @Override
    Map<String, String> store() {
        return Map.of("MONGODB_URI", mongod.database("killed_" + NEXT.incrementAndGet()));
    }
}
