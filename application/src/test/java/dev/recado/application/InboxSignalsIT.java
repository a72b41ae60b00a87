package dev.recado.application;

import static dev.recado.application.InboxTestSetup.ANA;
import static dev.recado.application.InboxTestSetup.LUIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the inbox says at a glance: who waits and for what, who wrote, who has it, until when.
@Requires(Requirement.BROWSER)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InboxSignalsIT {
    private static final String LINES_OF_TABS =
            "return [...document.querySelectorAll('.tabs button')].map(each => each.offsetTop)";

    @TempDir
    static Path folder;

    private static InboxTestSetup inbox;

    @BeforeAll
    static void start() {
        inbox = InboxTestSetup.start(folder);
        inbox.open(1280, 800);
        inbox.say(ANA, "Me duele mucho el pecho y no puedo respirar");
        inbox.say(LUIS, "Quiero hablar con una persona");
    }

    @AfterAll
    static void close() {
        if (inbox != null) {
            inbox.close();
        }
    }

    private static String row(String name) {
        return inbox.browser.texts("[data-testid=conversation]").stream()
                .filter(row -> row.contains(name))
                .findFirst()
                .orElse("");
    }

    @Test
    @Order(1)
    void whoWaitsIsQuotedAndAnEmergencyMarked() {
        inbox.openConversation(ANA);
        inbox.browser.awaitText("[data-testid=message-assistant]", "Llama ahora al 112");
        inbox.browser.awaitText("[data-testid=urgent]", "Urgent");

        assertThat(row(ANA)).contains("Me duele mucho el pecho").doesNotContain("Bot:");
        assertThat(row(LUIS)).contains("Quiero hablar con una persona").doesNotContain("Urgent");
        assertThat(inbox.browser.texts("[data-testid=bar-words]").getFirst())
                .startsWith("Urgent. Waiting")
                .doesNotContain("112");
    }

    @Test
    @Order(2)
    void aReplyInAnotherConversationOfOnesOwnIsSignalled() {
        inbox.openConversation(LUIS);
        inbox.browser.click("[data-testid=do-takeIt]");
        inbox.browser.awaitText("[data-testid=bar-words]", "You have it.");
        inbox.openConversation(ANA);
        inbox.awaitTrue("return document.title === '(1) Inbox'");

        inbox.say(LUIS, "Sigo aquí");

        inbox.browser.awaitText("[data-testid=toast]", "Luis Vega: Sigo aquí");
        inbox.awaitTrue("return document.title === '(2) Inbox'");
        inbox.awaitTrue("return document.querySelector('[data-tab=mine]').hasAttribute('data-unread')");
        inbox.browser.click("[data-testid=open]");
        inbox.browser.awaitText("[data-testid=message-user]", "Sigo aquí");
        inbox.awaitTrue("return document.title === '(1) Inbox'");
    }

    @Test
    @Order(3)
    void whoGaveAConversationToWhomIsSaid() {
        String id = String.valueOf(inbox.browser.run("return location.pathname.split('/').pop()"));

        inbox.post(
                "/api/v1/conversations/" + id + "/assign",
                "{\"agent\":{\"id\":\"marta\",\"name\":\"Marta\"}}",
                Map.of());

        inbox.browser.awaitText("[data-testid=message-system]", "You gave it to Marta");
    }

    @Test
    @Order(4)
    void theEndStaysInSightWhilePicturesArrive() {
        inbox.openConversation(ANA);
        inbox.awaitTrue("return document.querySelectorAll('[data-testid=message-assistant]').length > 0");

        inbox.browser.run("document.querySelector('[data-testid=message-user] .bubble').style.height = '3000px'");

        inbox.awaitTrue("const t = document.getElementById('thread');"
                + " return t.scrollHeight > 3000 && t.scrollHeight - t.scrollTop - t.clientHeight < 2");
    }

    @Test
    @Order(5)
    void theFieldHasNoScrollbarUntilItIsFull() {
        assertThat(inbox.browser.run(
                        "const t = document.getElementById('text'); return t.scrollHeight - t.clientHeight"))
                .isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({"en, 1280", "es, 1280", "en, 360", "es, 360", "fr, 360", "pt, 360"})
    @Order(6)
    void allTabsOfTheListAreInSightOnOneLine(String language, int width) {
        inbox.browser.resize(width, 800);
        inbox.browser.go(inbox.at("/inbox?theme=light&lang=" + language).toString());
        inbox.awaitTrue("return document.querySelectorAll('[data-testid=conversation]').length > 0");
        inbox.awaitTrue("return !document.querySelector('[data-tab=waiting] .count').hidden");

        Set<Object> lines = new TreeSet<>((List<?>) Objects.requireNonNull(inbox.browser.run(LINES_OF_TABS)));

        assertThat(lines).hasSize(1);
        assertThat(inbox.browser.run(
                        "const t = document.getElementById('tabs'); return t.scrollWidth <= t.clientWidth"))
                .isEqualTo(true);
    }

    @Test
    @Order(7)
    void aConversationThatIsGoneLeavesNoEmptyPanels() {
        inbox.open(1280, 800);
        inbox.openConversation(ANA);
        inbox.load("state.js");

        inbox.browser.run("window.module.drop(window.module.now.selected)");

        inbox.browser.awaitText("[data-testid=toast]", "not shown to you any more");
        inbox.awaitTrue("return getComputedStyle(document.getElementById('contact')).display === 'none'");
    }

    @ParameterizedTest
    @CsvSource({
        "+12025550123, +1 202 555 0123",
        "+34600100200, +34 600 100 200",
        "+351912345678, +351 912 345 678",
        "+50412345678, +504 1234 5678",
        "US.1234567890123, US.1234567890123"
    })
    @Order(8)
    void aNumberIsGroupedAsItsCountryDoes(String number, String grouped) {
        inbox.load("texts.js");

        assertThat(inbox.browser.run("return window.module.phone(arguments[0])", number))
                .isEqualTo(grouped);
    }

    @Test
    @Order(9)
    void aTimeOfTomorrowSaysSo() {
        inbox.load("texts.js");

        assertThat(String.valueOf(
                        inbox.browser.run("const t = new Date(); t.setDate(t.getDate() + 1); t.setHours(12, 1);"
                                + " return window.module.until(t.toISOString())")))
                .matches("tomorrow 12:01.*");
    }
}
