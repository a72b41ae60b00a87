package dev.recado.adapter.meta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.recado.adapter.http.CallLimits;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.media.MediaSource.Location;
import dev.recado.domain.message.Content.Attachment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetaMediaSourceIT {
    private static final String URL = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2";

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server = server();
    private int status = 200;
    private String body = """
            {"url": "https://lookaside.fbsbx.com/new", "mime_type": "audio/ogg", "sha256": "3f9d", "file_size": 9}""";

    private final MetaSettings settings = new MetaSettings(
            "t0ken",
            "106540352242922",
            "s3cret",
            "verify",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "v23.0",
            "recipient");
    private final GraphClient graph =
            new GraphClient(settings, new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 2));
    private final MetaMediaSource source = new MetaMediaSource(graph, settings);

    private HttpServer server() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", exchange -> {
                calls.add(exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] bytes = body.getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            made.start();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void closed() {
        graph.close();
        server.stop(0);
    }

    private static Attachment file(@Nullable String url, @Nullable String id) {
        return new Attachment(url, "audio/ogg; codecs=opus", id, null, null, true);
    }

    @Test
    void theWebhooksUrlIsUsedFirst() {
        assertThat(source.locate(file(URL, "1"), false)).isEqualTo(new Location.At(URL, null));
        assertThat(calls).isEmpty();
    }

    @Test
    void withoutAUrlOrAnewMetaIsCalled() {
        var expected = new Location.At("https://lookaside.fbsbx.com/new", "3f9d");

        assertThat(source.locate(file(null, "1003383421387256"), false)).isEqualTo(expected);
        assertThat(source.locate(file(URL, "1003383421387256"), true)).isEqualTo(expected);
        assertThat(calls).containsOnly("/v23.0/1003383421387256 Bearer t0ken").hasSize(2);
    }

    @Test
    void aDeletedFileIsNowhere() {
        status = 404;
        body = "{}";
        assertThat(source.locate(file(null, "1"), false)).isEqualTo(new Location.Gone());

        status = 400;
        body = "{\"error\": {\"code\": 100, \"error_subcode\": 33}}";
        assertThat(source.locate(file(null, "1"), false)).isEqualTo(new Location.Gone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../me", "1/messages", "1?fields=x", "1 2"})
    void anInvalidIdIsNotRequested(String id) {
        assertThat(source.locate(file(null, id), false)).isEqualTo(new Location.Gone());
        assertThat(source.locate(file(URL, null), true)).isEqualTo(new Location.Gone());
        assertThat(calls).isEmpty();
    }

    @Test
    void aTemporaryFailureIsUnavailable() {
        status = 401;
        body = "{\"error\": {\"code\": 190}}";
        assertThatThrownBy(() -> source.locate(file(null, "1"), false))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("HTTP 401, code 190");

        status = 200;
        body = "{\"id\": \"1\"}";
        assertThatThrownBy(() -> source.locate(file(null, "1"), false)).isInstanceOf(PortUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://lookaside.fbsbx.com/x",
                "https://media.whatsapp.net/x",
                "https://media-mad1-1.cdn.whatsapp.net:443/x"
            })
    void theTokenGoesToMetasMediaHosts(String url) {
        assertThat(source.credentials(URI.create(url))).contains("Bearer t0ken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lookaside.fbsbx.com/x",
                "https://lookaside.fbsbx.com:8443/x",
                "https://fbsbx.com/x",
                "https://whatsapp.net.example/x",
                "https://evilwhatsapp.net/x",
                "https://lookaside.fbsbx.com@evil.example/x",
                "https://127.0.0.1/x"
            })
    void theTokenGoesNowhereElse(String url) {
        assertThat(source.credentials(URI.create(url))).isEmpty();
        assertThat(source.isConfigured(URI.create(url))).isFalse();
    }

    @Test
    void theTokenGoesToTheConfiguredBaseToo() {
        URI there = URI.create(settings.apiBaseUrl() + "/any/file");

        assertThat(source.credentials(there)).contains("Bearer t0ken");
        assertThat(source.isConfigured(there)).isTrue();
    }
}
