package dev.recado.adapter.inbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.ResponseGenerator;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class InboxPageControllerIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ApplicationContext context = ApplicationContext.builder()
            .properties(Map.of(
                    "recado.simulator", "on",
                    "recado.bot-name", "Clara",
                    "recado.human-timeout", "2m",
                    "micronaut.server.port", "-1"))
            .singletons((ResponseGenerator) _ -> new ResponseGenerator.Generation.NoModel())
            .start();
    private final EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
    private final PageFiles files = context.getBean(PageFiles.class);

    @AfterAll
    void stop() {
        server.stop();
        context.close();
        client.shutdownNow();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getPort()).resolve(path))
                .timeout(TIMEOUT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inbox", "/inbox/conversations/0192f0c1", "/inbox/setup", "/inbox/invitation"})
    void everyViewIsOneDocumentThatRunsNoForeignScript(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/html");
        assertThat(response.body()).contains("/inbox/assets/" + files.version() + "/main.js");
        assertThat(header(response, "Content-Security-Policy").split("; "))
                .contains(
                        "default-src 'self'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "object-src 'none'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'")
                .noneMatch(rule -> rule.contains("unsafe") || rule.contains("*"));
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void theDocumentIsAskedForAgainAndNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/inbox");

        HttpResponse<String> second = get("/inbox", "If-None-Match", header(first, "ETag"));

        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void aFileIsKeptForEverUnderItsVersionOnly() throws Exception {
        HttpResponse<String> current = get("/inbox/assets/" + files.version() + "/texts/es.js");
        HttpResponse<String> other = get("/inbox/assets/0123456789abcdef/texts/es.js");

        assertThat(header(current, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(current, "Content-Type")).startsWith("text/javascript");
        assertThat(header(current, "Content-Security-Policy")).contains("default-src 'self'");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(header(other, "Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "nothing.js", "../page/main.js", "texts/de.js"})
    void onlyThePagesFilesAreServed(String name) throws Exception {
        assertThat(get("/inbox/assets/" + files.version() + "/" + name).statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePageLearnsHowLongSomebodyMayWaitAndWhetherThereIsAChatPage() throws Exception {
        assertThat(get("/inbox/settings.json").body())
                .isEqualTo("{\"bot_name\":\"Clara\",\"simulator\":true,\"model\":true,\"patience\":120}");
    }
}
