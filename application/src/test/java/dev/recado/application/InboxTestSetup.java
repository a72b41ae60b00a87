package dev.recado.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.application.configuration.Configuration;
import dev.recado.domain.people.PersonRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Recado with its simulator, and a Chromium in which its inbox is opened.
final class InboxTestSetup implements AutoCloseable {
    static final String ANA = "Ana Torres";
    static final String LUIS = "Luis Vega";
    static final String ENTER = "\uE007";
    static final String OPERATOR_TOKEN = "operator-token-of-a-test";
    static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> NUMBERS = Map.of(ANA, "+15550100001", LUIS, "+15550100002");
    private static final String RUN_AXE = """
            window.axe.run(document, { resultTypes: ['violations'] }).then(result => {
              window.violations = result.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' '));
            });
            """;

    final Chromium browser;
    private final RunningApplication recado;

    private InboxTestSetup(Path folder, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "RECADO_PORT", "0",
                "RECADO_DATA_DIR", folder.resolve("data").toString(),
                "RECADO_LIMIT_PER_MINUTE", "0",
                "RECADO_LIMIT_PER_DAY", "0"));
        settings.putAll(more);
        recado = RunningApplication.start(Configuration.of(settings, Map.of()));
        browser = Chromium.start(folder, 1280, 800);
    }

    /// The inbox opens without a login, and Marta may be given conversations.
    static InboxTestSetup start(Path folder) {
        return start(folder, Map.of());
    }

    /// The same with further settings.
    static InboxTestSetup start(Path folder, Map<String, String> settings) {
        InboxTestSetup inbox = new InboxTestSetup(folder, settings);
        Colleague.stored(inbox.recado.context(), "marta", "Marta", PersonRole.AGENT);
        return inbox;
    }

    /// The inbox asks who it is: the operator has a token.
    static InboxTestSetup startWithLogin(Path folder) {
        return new InboxTestSetup(folder, Map.of("RECADO_OPS_TOKEN", OPERATOR_TOKEN));
    }

    @Override
    public void close() {
        try {
            browser.close();
        } finally {
            recado.stop();
        }
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + recado.port() + path);
    }

    /// Opens the page, in English and light.
    void open(int width, int height) {
        browser.resize(width, height);
        browser.go(at("/inbox?lang=en&theme=light").toString());
        awaitInside();
    }

    /// Waits until the inbox is shown, and no login.
    void awaitInside() {
        awaitTrue("return document.getElementById('app')?.hidden === false");
    }

    /// Opens the conversation of somebody who stands in the list.
    void openConversation(String name) {
        browser.awaitText("[data-testid=conversation]", name);
        browser.run(
                "[...document.querySelectorAll('[data-testid=conversation]')].find(e => e.innerText.includes(arguments[0])).click()",
                name);
        browser.awaitText("#name-text", name);
        browser.awaitText("#messages", "");
        await().atMost(SOON)
                .until(() -> !browser.texts("[data-testid=message-user]").isEmpty());
    }

    /// A user writes, by the simulator.
    void say(String name, String words) {
        post(
                "/simulator/messages",
                "{\"provider\":\"twilio\",\"from\":\"%s\",\"name\":\"%s\",\"kind\":\"text\",\"text\":\"%s\"}"
                        .formatted(NUMBERS.get(name), name, words),
                Map.of());
    }

    /// Sends JSON to this Recado; its answer.
    String post(String path, String body, Map<String, String> headers) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// How many messages with these words reached the users' phones.
    long arrived(String words) {
        return Objects.requireNonNull(recado.standIn()).messages().stream()
                .filter(message ->
                        !message.inbound() && message.content().text().contains(words))
                .count();
    }

    /// Waits until a script of the page returns true.
    void awaitTrue(String script, Object... arguments) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Boolean.TRUE.equals(browser.run(script, arguments)));
    }

    /// Makes the named module of the page known to scripts, as `window.module`.
    void load(String module) {
        browser.run(
                "window.module = null; import(document.querySelector('link[rel=modulepreload]').href.replace(/[^/]+$/, arguments[0])).then(m => { window.module = m; })",
                module);
        awaitTrue("return window.module !== null");
    }

    /// What axe finds wrong with the page as it is.
    List<?> violations() {
        try (var in = Objects.requireNonNull(
                InboxTestSetup.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"))) {
            browser.run(new String(in.readAllBytes(), UTF_8) + ";window.axe = axe; window.violations = null;");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        browser.run(RUN_AXE);
        awaitTrue("return window.violations !== null");
        return (List<?>) Objects.requireNonNull(browser.run("return window.violations"));
    }
}
