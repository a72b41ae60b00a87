package dev.recado.adapter.mongodb;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedContractTest extends ContractOnMongo {
    @TempDir
    static Path folder;

    private static EmbeddedServer server;

    @BeforeAll
    static void open() {
        server = EmbeddedServer.open(folder);
    }

    @AfterAll
    static void closeServer() {
        server.close();
    }

    @Override
    String uri() {
        return server.connectionString();
    }
}
