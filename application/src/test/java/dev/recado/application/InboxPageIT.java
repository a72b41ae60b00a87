package dev.recado.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.application.configuration.Configuration;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The inbox in a real browser, with all of Recado behind it: a customer writes by the simulator, a
/// receptionist answers.
@Requires(Requirement.BROWSER)
class InboxPageIT {
    private static final String ANA = "+15550100001";
    private static final String ANA_TORRES = "Ana Torres";
    private static final String A_PERSON_PLEASE = "Quiero hablar con una persona";
    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";
    private static final Duration SOON = Duration.ofSeconds(20);
    /// Marta takes the conversation in the moment before this page does.
    private static final String MARTA_IS_FIRST = """
            const real = window.fetch;
            window.fetch = async (url, options) => {
              if (String(url).endsWith('/take')) {
                await real(url, { method: 'POST', headers: { 'Content-Type': 'application/json' },
                  body: JSON.stringify({ agent: { id: 'marta', name: 'Marta' } }) });
              }
              return real(url, options);
            };
            """;
    private static final String NO_CONNECTION = """
            window.connected = window.fetch;
            window.fetch = () => Promise.reject(new TypeError('no connection'));
            """;
    private static final String A_DAY_AND_AN_HOUR_LATER = """
            const now = Date.now;
            Date.now = () => now() + 25 * 3600 * 1000;
            """;
    private static final String RUN_AXE = """
            window.axe.run(document, { resultTypes: ['violations'] }).then(result => {
              window.violations = result.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' '));
            });
            """;

    @TempDir
    Path folder;

    private Chromium browser;
    private RunningApplication recado;

    @BeforeEach
    void start() {
        browser = Chromium.start(folder, 1280, 800);
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
        Colleague.stored(recado.context(), "marta", "Marta", PersonRole.AGENT);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (recado != null) {
            recado.stop();
        }
    }

    private void open(int width, int height) {
        browser.resize(width, height);
        browser.go("http://127.0.0.1:" + recado.port() + "/inbox?lang=en&theme=light");
        browser.awaitText("#title", "Inbox");
    }

    /// Opens the page on a desk, and in it the conversation of Ana, who waits for a person.
    private void openAna() {
        say(A_PERSON_PLEASE);
        open(1280, 800);
        browser.awaitText("[data-testid=conversation]", ANA_TORRES);
        browser.click("[data-testid=conversation]");
        browser.awaitText("[data-testid=message-user]", A_PERSON_PLEASE);
    }

    private void say(String words) {
        URI messages = URI.create("http://127.0.0.1:" + recado.port() + "/simulator/messages");
        String body = "{\"provider\":\"twilio\",\"from\":\"%s\",\"name\":\"%s\",\"kind\":\"text\",\"text\":\"%s\"}"
                .formatted(ANA, ANA_TORRES, words);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(messages)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What reached Ana's phone with these words.
    private long arrived(String words) {
        TwilioStandIn twilio = Objects.requireNonNull(recado.standIn());
        return twilio.messages().stream()
                .filter(message ->
                        !message.inbound() && message.content().text().contains(words))
                .count();
    }

    private void awaitStatus(String role, String status) {
        await().atMost(SOON)
                .until(() -> Boolean.TRUE.equals(browser.run(
                        "return [...document.querySelectorAll(arguments[0])].some(e => e.dataset.status === arguments[1])",
                        "[data-testid=message-" + role + "]",
                        status)));
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "360, 740"})
    void aReceptionistTakesAConversationAnswersAndGivesItBack(int width, int height) {
        open(width, height);
        browser.awaitText("[data-testid=list-state]", "Nobody is waiting.");

        say(A_PERSON_PLEASE);
        browser.awaitText("[data-testid=conversation]", ANA_TORRES);
        await().atMost(SOON).until(() -> "(1) Inbox".equals(browser.run("return document.title")));
        browser.click("[data-testid=conversation]");
        browser.awaitText("[data-testid=bar-words]", "Waiting");
        browser.awaitText("[data-testid=unread-line]", "Unread from here");
        browser.click("[data-testid=do-takeIt]");
        browser.awaitText("[data-testid=bar-words]", "You have it. The bot is silent.");
        browser.awaitText("[data-testid=message-system]", "You took over");

        browser.type("[data-testid=composer]", "Hola *Ana*, soy Marta");
        browser.awaitText("[data-testid=preview]", "Hola Ana, soy Marta");
        browser.run("const send = document.getElementById('send'); send.click(); send.click();");
        browser.awaitText("[data-testid=message-agent]", "Hola Ana, soy Marta");
        awaitStatus("agent", "read");
        assertThat(arrived("Hola *Ana*, soy Marta")).as("times sent").isEqualTo(1);
        assertThat(browser.texts("[data-testid=message-agent]")).hasSize(1);

        say("Necesito cambiar mi cita");
        browser.awaitText("[data-testid=message-user]", "Necesito cambiar mi cita");
        assertThat(browser.texts("[data-testid=live]")).containsExactly(ANA_TORRES + ": Necesito cambiar mi cita");

        browser.click("[data-testid=do-giveBack]");
        browser.awaitText("[data-testid=bar-words]", "The bot answers.");
        browser.awaitText("[data-testid=toast]", "Given back.");
        browser.click("[data-testid=undo]");
        browser.awaitText("[data-testid=bar-words]", "You have it.");
    }

    @Test
    void whoIsSecondLearnsWhoWasFirst() {
        openAna();
        browser.run(MARTA_IS_FIRST);

        browser.click("[data-testid=do-takeIt]");

        browser.awaitText("[data-testid=toast]", "Marta was first and has it.");
        browser.awaitText("[data-testid=bar-words]", "Marta has it.");
        assertThat(browser.run("return document.getElementById('text').disabled"))
                .isEqualTo(true);
        browser.click("[data-testid=do-takeFrom]");
        browser.awaitText("[data-testid=bar-words]", "You have it.");
    }

    @Test
    void whatIsWrittenWithoutConnectionLeavesOnceItIsBack() {
        openAna();
        browser.run(NO_CONNECTION);

        browser.type("[data-testid=composer]", "Ahora mismo lo miro" + ENTER);

        browser.awaitText("[data-testid=connection]", "No connection.");
        browser.awaitText("[data-testid=message-agent]", "Ahora mismo lo miro");
        assertThat(arrived("Ahora mismo lo miro")).isZero();
        browser.run("window.fetch = window.connected; window.dispatchEvent(new Event('online'));");
        awaitStatus("agent", "read");
        assertThat(arrived("Ahora mismo lo miro")).isEqualTo(1);
        await().atMost(SOON)
                .until(() -> browser.texts("[data-testid=connection]").equals(List.of("")));
    }

    @Test
    void whenTheWindowIsClosedTheReasonIsSaidAndATemplateOffered() {
        say(A_PERSON_PLEASE);
        open(1280, 800);
        browser.awaitText("[data-testid=conversation]", ANA_TORRES);
        browser.run(A_DAY_AND_AN_HOUR_LATER);

        browser.click("[data-testid=conversation]");

        browser.awaitText("[data-testid=window]", "Free text is off");
        assertThat(browser.run("return document.getElementById('text').disabled"))
                .isEqualTo(true);
        browser.click("[data-testid=template]");
        browser.awaitText("dialog", "Name of an approved template");
    }

    @Test
    void theKeyboardDoesEverything() {
        say(A_PERSON_PLEASE);
        open(1280, 800);
        browser.awaitText("[data-testid=conversation]", ANA_TORRES);

        browser.type("body", "j");
        browser.awaitText("[data-testid=message-user]", A_PERSON_PLEASE);
        browser.type("body", "t");
        browser.awaitText("[data-testid=bar-words]", "You have it.");
        browser.type("body", "n");
        browser.type("[data-testid=composer]", "Llamar mañana" + ENTER);
        browser.awaitText("[data-testid=message-note]", "Llamar mañana");
        browser.type("[data-testid=composer]", ESCAPE);
        browser.type("body", "l");
        browser.type("#asked-label", "Cita" + ENTER);
        browser.awaitText("[data-testid=contact]", "cita");
        browser.type("body", "e");
        browser.awaitText("[data-testid=bar-words]", "Closed.");
        browser.type("body", "?");
        browser.awaitText("dialog", "give back to the bot");
        assertThat(arrived("Llamar")).as("a note is for colleagues").isZero();
    }

    @Test
    void aDraftOutlivesAReload() {
        openAna();
        browser.type("[data-testid=composer]", "Un momento, por");

        browser.run("location.reload()");

        await().atMost(SOON)
                .until(() -> "Un momento, por".equals(browser.run("return document.getElementById('text')?.value")));
    }

    @Test
    void theAssistantDraftsAnAnswerAndReplacesNothingUnasked() {
        openAna();
        browser.click("[data-testid=do-takeIt]");
        browser.awaitText("[data-testid=bar-words]", "You have it.");
        say("¿A qué hora abren los sábados?");
        browser.awaitText("[data-testid=message-user]", "¿A qué hora abren los sábados?");

        suggest();
        await().atMost(SOON).until(() -> !written().isBlank());
        String draft = written();
        browser.type("[data-testid=composer]", " Un saludo");
        suggest();
        browser.awaitText("dialog", "It replaces what you wrote.");

        assertThat(written()).isEqualTo(draft + " Un saludo");
        browser.click("[data-testid=assist-use]");
        await().atMost(SOON).until(() -> written().equals(draft));
    }

    private void suggest() {
        browser.click("[data-testid=assist]");
        browser.awaitText("dialog", "Suggest an answer");
        browser.click("dialog .options button");
    }

    private String written() {
        return String.valueOf(browser.run("return document.getElementById('text').value"));
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "320, 640"})
    void nothingKeepsAnybodyOut(int width, int height) throws IOException {
        say("¿A qué hora abren los sábados?");
        say(A_PERSON_PLEASE);
        open(width, height);
        browser.awaitText("[data-testid=conversation]", ANA_TORRES);
        assertThat(violations()).isEmpty();

        browser.click("[data-testid=conversation]");
        browser.awaitText("[data-testid=message-user]", A_PERSON_PLEASE);
        browser.click("[data-testid=do-takeIt]");
        browser.awaitText("[data-testid=bar-words]", "You have it.");
        browser.click("[data-testid=note]");
        browser.type("[data-testid=composer]", "Llamar mañana" + ENTER);
        browser.awaitText("[data-testid=message-note]", "Llamar mañana");
        assertThat(violations()).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing reaches over the edge")
                .isEqualTo(true);
    }

    /// What axe finds wrong with the page as it is.
    private List<?> violations() throws IOException {
        try (var in = Objects.requireNonNull(
                InboxPageIT.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"))) {
            browser.run(new String(in.readAllBytes(), UTF_8) + ";window.axe = axe; window.violations = null;");
        }
        browser.run(RUN_AXE);
        await().atMost(SOON).until(() -> browser.run("return window.violations") != null);
        return (List<?>) Objects.requireNonNull(browser.run("return window.violations"));
    }
}
