package dev.recado.adapter.mongodb;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;

class ServerContractTest extends ContractOnMongo {
    private static String uri;

    @BeforeAll
    static void find() throws IOException {
        uri = TestServers.real();
    }

    @Override
    String uri() {
        return uri;
    }
}
