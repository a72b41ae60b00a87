package dev.recado.adapter.mongodb;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;

@Requires(Requirement.MONGODB)
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
