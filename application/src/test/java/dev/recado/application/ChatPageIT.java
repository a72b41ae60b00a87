package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.application.configuration.Configuration;
import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chat page in a real browser, with all of Recado behind it. With `-Drecado.screenshot=<file>` it leaves a picture
/// of the page, the one that the README shows.
@Requires(Requirement.BROWSER)
class ChatPageIT {
    private static final String SPANISH = "¿A qué hora abren los sábados?";
    private static final String ENGLISH = "What are your opening hours?";
    private static final Duration SOON = Duration.ofSeconds(20);
    /// Notes every state that a message's ticks go through.
    private static final String WATCH_TICKS = """
            window.states = {};
            new MutationObserver(changes => {
              for (const bubble of document.querySelectorAll('[data-testid^=bubble-]')) {
                const seen = window.states[bubble.dataset.testid] ??= [];
                if (seen.at(-1) !== bubble.dataset.state) { seen.push(bubble.dataset.state); }
              }
              if (document.querySelector('[data-testid=typing]')) { window.typed = true; }
            }).observe(document.getElementById('thread'), { subtree: true, childList: true, attributes: true });
            """;
    /// Keeps back the reply to the first question for an answer's exchanges until `letGo` is called; `late` is
    /// true when the page has drawn what it did with it.
    private static final String HOLD_FIRST_LOOK_AT_ANSWER = """
            const real = window.fetch;
            let first, held;
            window.fetch = async (url, ...rest) => {
              const reply = await real(url, ...rest);
              if (!url.endsWith('/traffic') || url === (first ??= url) || held) { return reply; }
              held = url;
              const copy = await reply.clone().text();
              await new Promise(go => { window.letGo = go; });
              setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => { window.late = copy !== ''; })));
              return reply;
            };
            """;

    @TempDir
    Path folder;

    private Chromium browser;
    private RunningApplication recado;

    @BeforeEach
    void open() {
        browser = Chromium.start(folder, 1400, 900);
        recado = RunningApplication.start(Configuration.of(
                Map.of(
                        "RECADO_PORT",
                        "0",
                        "RECADO_DATA_DIR",
                        folder.resolve("data").toString(),
                        "RECADO_LIMIT_PER_MINUTE",
                        "0",
                        "RECADO_LIMIT_PER_DAY",
                        "0"),
                Map.of()));
        browser.go("http://127.0.0.1:" + recado.port() + "/?lang=en&theme=light");
        browser.awaitText("[data-testid=link]", "connected");
        browser.run(WATCH_TICKS);
    }

    @AfterEach
    void close() {
        if (recado != null) {
            recado.stop();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void peopleWriteAreAnsweredAndSeeWhatHappens() throws IOException {
        browser.awaitText("#bot-name", "Clínica Aurora");
        browser.click("[data-testid=user-ana]");
        browser.type("[data-testid=composer]", SPANISH);
        browser.click("[data-testid=send]");
        browser.awaitText("[data-testid=bubble-out]", SPANISH);
        browser.awaitText("[data-testid=bubble-in]", "Sábados: de 9:00 a 14:00");
        awaitStates("bubble-out", "read");
        awaitStates("bubble-in", "read");
        assertThat(states("bubble-out")).containsSubsequence("sent", "read");
        assertThat(states("bubble-in")).containsSubsequence("sent", "delivered", "read");

        assertThat(browser.run("return window.typed === true"))
                .as("the dots that show typing were seen")
                .isEqualTo(true);

        browser.click("[data-testid=user-james]");
        await().atMost(SOON)
                .until(() -> browser.texts("[data-testid=bubble-out]").isEmpty());
        browser.type("[data-testid=composer]", ENGLISH + "\uE007");
        browser.awaitText("[data-testid=bubble-out]", ENGLISH);
        browser.awaitText("[data-testid=bubble-in]", "Saturday");

        browser.awaitText("[data-testid=trace-webhook]", "POST /webhooks/twilio");
        browser.awaitText("[data-testid=trace-webhook]", "200");
        browser.awaitText("[data-testid=trace-create]", "/Messages.json");
        browser.awaitText("[data-testid=trace-create]", "201");
        browser.awaitText("[data-testid=trace-callback]", "/webhooks/twilio/status");
        browser.awaitText("[data-testid=trace-callback]", "read");
        Object raw = browser.run(
                "return document.querySelector('[data-testid=trace-webhook] [data-testid=trace-raw]').textContent");
        assertThat(String.valueOf(raw)).contains("X-Twilio-Signature: ", "Body=What");
        assertThat(browser.texts("[data-testid=people] .person"))
                .anySatisfy(person -> assertThat(person).contains("Ana Torres"));
        assertThat(browser.texts("[data-testid=trouble]")).isEmpty();
        takePicture();
    }

    @Test
    void aChatOnMetaIsAnsweredAndItsButtonsCanBeTapped() {
        MetaStandIn meta = Objects.requireNonNull(recado.metaStandIn());
        browser.click("[data-testid=user-ana]");
        browser.click("[data-testid=provider-meta]");
        browser.type("[data-testid=composer]", SPANISH);
        browser.click("[data-testid=send]");
        browser.awaitText("[data-testid=bubble-in]", "Sábados: de 9:00 a 14:00");
        awaitStates("bubble-in", "read");
        assertThat(browser.run("return window.typed === true"))
                .as("the dots that show typing were seen")
                .isEqualTo(true);
        browser.awaitText("[data-testid=trace-webhook]", "POST /webhooks/meta");
        browser.awaitText("[data-testid=trace-create]", "/messages");
        browser.awaitText("[data-testid=trace-create]", "200");
        browser.awaitText("[data-testid=trace-callback]", "read");
        Object raw = browser.run(
                "return document.querySelector('[data-testid=trace-webhook] [data-testid=trace-raw]').textContent");
        assertThat(String.valueOf(raw)).contains("X-Hub-Signature-256: sha256=", "\"phone_number_id\"");

        offer(meta);
        browser.awaitText("[data-testid=choice]", "Corte");
        browser.click("[data-testid=choice]");
        browser.awaitText("[data-testid=bubble-out]", "Corte");
        await().atMost(SOON)
                .until(() -> meta.messages().stream()
                        .anyMatch(message -> message.inbound()
                                && message.kind().equals("button")
                                && message.content().detail("payload").equals("cut")
                                && message.status().equals("received")));

        browser.click("[data-testid=provider-twilio]");
        await().atMost(SOON)
                .until(() -> browser.texts("[data-testid=bubble-in]").isEmpty());
    }

    @Test
    void whatIsKnownOfAnAnswerIsNotOverwrittenByAnOlderReplyThatComesLate() {
        browser.run(HOLD_FIRST_LOOK_AT_ANSWER);
        browser.click("[data-testid=user-ana]");
        browser.type("[data-testid=composer]", SPANISH);
        browser.click("[data-testid=send]");
        browser.awaitText("[data-testid=trace-callback]", "read");

        browser.run("window.letGo()");

        await().atMost(SOON).until(() -> Boolean.TRUE.equals(browser.run("return window.late === true")));
        assertThat(browser.texts("[data-testid=trace-callback]"))
                .anySatisfy(callback -> assertThat(callback).contains("read"));
    }

    /// Sends two reply buttons to Ana, as Recado would.
    private static void offer(MetaStandIn meta) {
        String buttons = """
                {"messaging_product":"whatsapp","to":"15550100001","type":"interactive","interactive":{"type":"button",
                "body":{"text":"¿Qué desea?"},"action":{"buttons":[
                {"type":"reply","reply":{"id":"cut","title":"Corte"}},
                {"type":"reply","reply":{"id":"colour","title":"Color"}}]}}}
                """;
        URI messages = meta.baseUrl().resolve("/v23.0/" + meta.account().phoneNumberId() + "/messages");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(messages)
                    .header("Authorization", "Bearer " + meta.account().token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(buttons))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStates(String bubble, String last) {
        await().atMost(SOON).until(() -> states(bubble), states -> states.contains(last));
    }

    private List<String> states(String bubble) {
        Object seen = browser.run("return window.states[arguments[0]] ?? []", bubble);
        return ((List<?>) Objects.requireNonNull(seen))
                .stream().map(String::valueOf).toList();
    }

    private void takePicture() throws IOException {
        String file = System.getProperty("recado.screenshot");
        if (file != null) {
            Files.write(Path.of(file), browser.screenshot());
        }
    }
}
