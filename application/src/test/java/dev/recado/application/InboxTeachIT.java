package dev.recado.application;

import static dev.recado.application.InboxTestSetup.ANA;
import static dev.recado.application.InboxTestSetup.LUIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the bot did not know, taught in the page of the inbox.
@Requires(Requirement.BROWSER)
class InboxTeachIT {
    private static final String OPEN_QUESTION = """
            const request = new XMLHttpRequest();
            request.open('GET', '/api/v1/unanswered', false);
            request.send();
            return JSON.parse(request.responseText).items.length > 0;
            """;

    @TempDir
    Path folder;

    private InboxTestSetup inbox;

    @BeforeEach
    void start() {
        inbox = InboxTestSetup.start(folder);
    }

    @AfterEach
    void close() {
        if (inbox != null) {
            inbox.close();
        }
    }

    private void openTeach() {
        inbox.browser.click("[data-testid=menu]");
        inbox.browser.awaitText("dialog", "Teach the bot");
        inbox.browser.click("[data-testid=to-teach]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void anAnswerIsWrittenOnceAndTriedBefore(int width) {
        inbox.say(ANA, "¿aceptan criptomonedas?");
        inbox.open(width, 740);
        inbox.awaitTrue(OPEN_QUESTION);
        openTeach();
        inbox.browser.awaitText("[data-testid=group]", "asked 1 time");
        inbox.browser.click("[data-testid=write-answer]");
        inbox.browser.awaitText("[data-testid=group]", "What would the bot say?");
        inbox.browser.click("[data-testid=try-answer]");
        inbox.browser.awaitText("[data-testid=tried]", "It would say that it does not know.");
        inbox.browser.type("#teach-answer", "No, solo euros.");
        inbox.browser.click("[data-testid=try-answer]");
        inbox.browser.awaitText("[data-testid=tried]", "No, solo euros.");
        assertThat(inbox.violations()).isEmpty();
        assertThat(inbox.browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);

        inbox.browser.click("[data-testid=group] [type=submit]");
        inbox.browser.awaitText("[data-testid=groups]", "There is no open question");
        inbox.browser.click("[data-testid=written]");
        inbox.browser.awaitText("[data-testid=answer]", "No, solo euros.");
        inbox.say(LUIS, "aceptan criptomonedas");
        await().atMost(InboxTestSetup.SOON).until(() -> inbox.arrived("No, solo euros.") == 1);
    }

    @Test
    void aWrongAnswerComesToTheList() {
        inbox.say(ANA, "¿Cuál es el horario?");
        inbox.open(1280, 800);
        inbox.browser.run("localStorage.setItem('recado.inbox.tab', 'all')");
        inbox.open(1280, 800);
        inbox.openConversation(ANA);
        inbox.browser.awaitText("[data-testid=why]", "Why?");
        inbox.browser.click("[data-testid=why]");
        inbox.browser.awaitText(".why-body", "This answer is wrong");
        inbox.browser.click("[data-testid=mark-wrong]");
        inbox.browser.awaitText("[data-testid=toast]", "The question is on the list");

        openTeach();
        inbox.browser.awaitText("[data-testid=group]", "The bot said:");
        inbox.browser.click("[data-testid=dismiss-group]");
        inbox.browser.awaitText("[data-testid=groups]", "There is no open question");
    }
}
