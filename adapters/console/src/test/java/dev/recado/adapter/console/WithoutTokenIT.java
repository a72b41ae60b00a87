package dev.recado.adapter.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutTokenIT {
    private static final Map<String, Object> SIMULATOR = Map.of("recado.loopback-only", true, "recado.simulator", "on");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/diag",
                "/api/v1/test",
                "/api/v1/send-test",
                "/api/v1/dead-letters",
                "/api/v1/reconcile",
                "/api/v1/nothing",
                "/api/v1"
            })
    void withoutATokenNothingExistsUnlessLoopbackOnly(String path) throws IOException {
        try (EmbeddedServer server = start(Map.of("recado.ops-token", " "))) {
            RawHttpRequest.Reply reply =
                    RawHttpRequest.get(server.getPort(), path).bearing(" ").send();

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json()).isEqualTo(Map.of("error", "not_found", "message", "Not Found"));
        }
    }

    @Test
    void aLoopbackOnlyStartOfTheSimulatorIsOpenToThisMachine() throws IOException {
        try (EmbeddedServer server = start(SIMULATOR)) {
            for (String host : new String[] {"localhost", "127.0.0.1:8080", "[::1]:8080", "127.0.0.2"}) {
                assertThat(diag(server).with("Host", host).send().status())
                        .as(host)
                        .isEqualTo(200);
            }
            assertThat(diag(server)
                            .with("Host", "localhost:8080")
                            .with("Origin", "http://localhost:8080")
                            .with("Sec-Fetch-Site", "same-origin")
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Host, bot.example.com",
        "Host, localhost.example.com",
        "Host, 127.0.0.1.example.com",
        "Origin, https://evil.example.com",
        "Origin, null",
        "Origin, http://localhost@evil.example.com",
        "Origin, not an origin",
        "Origin, http://localhost:3000",
        "Origin, http://127.0.0.1:5500",
        "Origin, https://localhost",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Via, 1.1 tunnel",
        "X-Forwarded-For, 203.0.113.7",
        "Ngrok-Trace-Id, 1a2b"
    })
    void aLoopbackOnlyStartIsClosedToTunnelsAndForeignPages(String header, String value) throws IOException {
        try (EmbeddedServer server = start(SIMULATOR)) {
            RawHttpRequest.Reply reply = diag(server).with(header, value).send();

            // Micronaut itself refuses a foreign origin.
            assertThat(reply.status()).isIn(403, 404);
            assertThat(reply.body()).doesNotContain("settings");
        }
    }

    // A reverse proxy on the same host may add no header, so its clients look like this machine's user.
    @Test
    void withARealProviderATokenMustBeSet() throws IOException {
        try (EmbeddedServer server = start(Map.of("recado.loopback-only", true, "recado.simulator", "off"))) {
            RawHttpRequest.Reply reply =
                    diag(server).with("Host", "127.0.0.1:8080").send();

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.json())
                    .isEqualTo(Map.of(
                            "error",
                            "token_required",
                            "message",
                            "set RECADO_OPS_TOKEN, and bring it as \"Authorization: Bearer <token>\""));
        }
    }

    @Test
    void aConfiguredTokenIsRequiredOnALoopbackOnlyStartToo() throws IOException {
        try (EmbeddedServer server = start(Map.of("recado.loopback-only", true, "recado.ops-token", "t"))) {
            assertThat(diag(server).send().status()).isEqualTo(401);
            assertThat(diag(server).bearing("t").send().status()).isEqualTo(200);
        }
    }

    private static RawHttpRequest diag(EmbeddedServer server) {
        return RawHttpRequest.get(server.getPort(), "/api/v1/diag");
    }

    private static EmbeddedServer start(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("core", "mocked");
        all.put("micronaut.server.port", -1);
        return ApplicationContext.run(EmbeddedServer.class, all, "test");
    }
}
