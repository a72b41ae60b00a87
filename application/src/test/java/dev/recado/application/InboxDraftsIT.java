package dev.recado.application;

import static dev.recado.application.InboxTestSetup.ANA;
import static dev.recado.application.InboxTestSetup.ENTER;
import static dev.recado.application.InboxTestSetup.LUIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person writes and does while others do something too: nothing is lost, and nothing hits another conversation.
@Requires(Requirement.BROWSER)
class InboxDraftsIT {
    private static final String A_PERSON_PLEASE = "Quiero hablar con una persona";
    private static final String COMPOSER = "[data-testid=composer]";
    private static final String TEXT = "return document.getElementById('text').value === arguments[0]";
    private static final String NOTING =
            "return document.getElementById('note').getAttribute('aria-pressed') === arguments[0]";
    /// What goes to a path waits until `release` is called with the status and body of its answer.
    private static final String HOLD = """
            const real = window.fetch;
            const path = arguments[0];
            window.fetch = (url, options) => String(url).endsWith(path)
              ? new Promise(done => { window.release = (status, body) => done(new Response(JSON.stringify(body), { status })); })
              : real(url, options);
            """;
    private static final String MARTA_HAS_IT =
            "window.release(409, { error: 'assigned', assignee: { id: 'marta', name: 'Marta' } })";

    @TempDir
    Path folder;

    private InboxTestSetup inbox;

    @BeforeEach
    void start() {
        inbox = InboxTestSetup.start(folder);
        inbox.say(ANA, A_PERSON_PLEASE);
        inbox.open(1280, 800);
        inbox.openConversation(ANA);
    }

    @AfterEach
    void close() {
        if (inbox != null) {
            inbox.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.release(400, { error: 'invalid', message: 'too long' })",
                MARTA_HAS_IT,
                "window.release(404, {})"
            })
    void aNoteThatIsRefusedIsANoteAgain(String answer) {
        inbox.browser.run(HOLD, "/notes");
        inbox.browser.click("[data-testid=note]");
        inbox.browser.type(COMPOSER, "Es alérgica al látex" + ENTER);
        inbox.awaitTrue("return Boolean(window.release)");
        inbox.awaitTrue(NOTING, "false");

        inbox.browser.run(answer);

        inbox.awaitTrue(TEXT, "Es alérgica al látex");
        inbox.awaitTrue(NOTING, "true");
        assertThat(inbox.arrived("látex")).isZero();
    }

    @Test
    void aRefusedNoteDoesNotGetIntoTheMessageThatIsWritten() {
        inbox.browser.run(HOLD, "/notes");
        inbox.browser.click("[data-testid=note]");
        inbox.browser.type(COMPOSER, "Es alérgica al látex" + ENTER);
        inbox.browser.type(COMPOSER, "Buenos días");
        inbox.awaitTrue("return Boolean(window.release)");

        inbox.browser.run("window.release(400, { error: 'invalid', message: 'too long' })");

        inbox.browser.awaitText("[data-testid=toast]", "too long");
        inbox.awaitTrue(TEXT, "Buenos días");
        inbox.browser.click("[data-testid=note]");
        inbox.awaitTrue(TEXT, "Es alérgica al látex");
        inbox.browser.click("[data-testid=note]");
        inbox.awaitTrue(TEXT, "Buenos días");
    }

    @Test
    void whoTypesOnWhenTheFieldIsGoneGivesNoCommand() {
        Object commands = inbox.browser.run("""
                const key = (target, name, more) => !target.dispatchEvent(
                  new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }));
                const text = document.getElementById('text');
                text.focus();
                key(text, 'h');
                text.blur();
                const typedOn = [key(document.body, 't'), key(document.body, 'e'), key(document.body, 'j')];
                document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
                const held = [key(document.body, 'l', { ctrlKey: true }), key(document.body, 't', { repeat: true }),
                  key(document.body, 'e', { shiftKey: true })];
                return [typedOn.includes(true), held.includes(true), key(document.body, 't')].join();
                """);

        assertThat(commands).isEqualTo("false,false,true");
        inbox.browser.awaitText("[data-testid=bar-words]", "You have it.");
    }

    @Test
    void whoLosesAConversationWhileWritingIsToldAndKeepsTheWords() {
        inbox.browser.click("[data-testid=do-takeIt]");
        inbox.browser.awaitText("[data-testid=bar-words]", "You have it.");
        inbox.browser.type(COMPOSER, "Un momento, por");

        String id = String.valueOf(inbox.browser.run("return location.pathname.split('/').pop()"));
        inbox.post(
                "/api/v1/conversations/" + id + "/assign",
                "{\"agent\":{\"id\":\"marta\",\"name\":\"Marta\"}}",
                Map.of());

        inbox.browser.awaitText("[data-testid=toast]", "Marta has it now. What you wrote is kept.");
        inbox.awaitTrue("return document.getElementById('text').disabled");
        inbox.awaitTrue(TEXT, "Un momento, por");
    }

    @Test
    void aLateAnswerDoesNothingToAConversationThatIsGoneOrToTheOneThatIsOpen() {
        inbox.say(LUIS, A_PERSON_PLEASE);
        inbox.browser.run(HOLD, "/take");
        inbox.browser.click("[data-testid=do-takeIt]");
        inbox.awaitTrue("return Boolean(window.release)");
        String id = String.valueOf(inbox.browser.run("return location.pathname.split('/').pop()"));
        inbox.openConversation(LUIS);
        inbox.load("state.js");
        inbox.browser.run("window.module.drop(decodeURIComponent(arguments[0]))", id);

        inbox.browser.run(MARTA_HAS_IT);

        inbox.browser.awaitText("[data-testid=toast]", "Marta was first");
        inbox.browser.awaitText("[data-testid=bar-words]", "Waiting");
        inbox.say(LUIS, "¿Hay alguien?");
        inbox.browser.awaitText("[data-testid=message-user]", "¿Hay alguien?");
        assertThat(inbox.browser.run("return window.module.conversations.has(decodeURIComponent(arguments[0]))", id))
                .isEqualTo(false);
    }
}
