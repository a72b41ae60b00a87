package dev.recado.application;

import static dev.recado.application.InboxTestSetup.ANA;
import static dev.recado.application.InboxTestSetup.ENTER;
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

/// Canned replies in the page of the inbox: written with `/`, kept by supervisors.
@Requires(Requirement.BROWSER)
class InboxCannedRepliesIT {
    private static final String COMPOSER = "[data-testid=composer]";
    private static final String TEXT = "return document.getElementById('text').value === arguments[0]";

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

    private void keep(String name, String text) {
        inbox.post("/api/v1/canned-replies", "{\"name\":\"%s\",\"text\":\"%s\"}".formatted(name, text), Map.of());
    }

    @Test
    void aReplyIsFoundByItsWordsAndFilled() {
        keep("Saludo", "Hola {{name}}, ¿en qué puedo ayudarte?");
        keep("Ayudarte", "¿Que te llamemos?");
        keep("Cita", "Te llamamos para la cita. Abrimos {{hours}}.");
        inbox.say(ANA, "Quiero hablar con una persona");
        inbox.open(1280, 800);
        inbox.openConversation(ANA);
        inbox.load("composer.js");
        inbox.awaitTrue("return window.module.hasReplies()");

        inbox.browser.type(COMPOSER, "/AYUDARTE");
        inbox.browser.awaitText("[data-testid=canned]", "Saludo");
        assertThat(inbox.browser.texts("[data-testid=canned-reply]")).containsExactly("Ayudarte", "Saludo");
        assertThat(inbox.violations()).isEmpty();
        inbox.browser.type(COMPOSER, " puedo" + ENTER);

        inbox.awaitTrue(TEXT, "Hola Ana Torres, ¿en qué puedo ayudarte?");
        assertThat(inbox.browser.texts("[data-testid=canned-reply]")).isEmpty();
        inbox.browser.type(COMPOSER, ENTER);
        inbox.awaitTrue(TEXT, "");
        inbox.browser.awaitText("[data-testid=message-agent]", "Hola Ana Torres, ¿en qué puedo ayudarte?");
        assertThat(inbox.arrived("AYUDARTE")).isZero();

        inbox.browser.type(COMPOSER, "/nothing of this" + ENTER);
        inbox.awaitTrue(TEXT, "/nothing of this");
        inbox.browser.run("document.getElementById('text').value = ''");

        inbox.browser.type(COMPOSER, "/cita" + ENTER);
        inbox.awaitTrue(
                "return document.getElementById('text').value.startsWith('Te llamamos para la cita. Abrimos ')");
        assertThat(inbox.browser.run("return document.getElementById('text').value.includes('{')"))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void whoMayKeepsTheReplies(int width) {
        inbox.open(width, 740);
        inbox.browser.click("[data-testid=menu]");
        inbox.browser.awaitText("dialog", "Canned replies");
        inbox.browser.click("[data-testid=to-replies]");
        inbox.browser.awaitText("dialog", "New canned reply");
        inbox.browser.click("[data-testid=new-reply]");
        inbox.browser.awaitText("dialog", "{{name}} is the name of the user");
        inbox.browser.type("#name-new", "Saludo");
        inbox.browser.type("#text-new", "Hola {{nombre}}");
        inbox.browser.click(".invite [type=submit]");
        inbox.browser.awaitText(".invite .alert", "{{nombre}}");
        inbox.browser.run("document.getElementById('text-new').value = 'Hola {{name}}'");
        inbox.browser.click(".invite [type=submit]");
        inbox.browser.awaitText("[data-testid=reply]", "Hola {{name}}");
        assertThat(inbox.violations()).isEmpty();
        assertThat(inbox.browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);

        inbox.browser.click("[data-testid=edit-reply]");
        inbox.browser.type("[data-testid=reply] textarea", ", buenas");
        inbox.browser.click("[data-testid=reply] [type=submit]");
        inbox.browser.awaitText("[data-testid=reply]", "Hola {{name}}, buenas");
        inbox.browser.click("[data-testid=remove-reply]");
        inbox.browser.click("[data-testid=remove-sure]");
        inbox.awaitTrue("return document.querySelectorAll('[data-testid=reply]').length === 0");
    }
}
