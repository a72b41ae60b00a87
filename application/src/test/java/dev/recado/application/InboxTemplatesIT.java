package dev.recado.application;

import static dev.recado.application.InboxTestSetup.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Choosing an approved template in the inbox while free text is off.
@Requires(Requirement.BROWSER)
class InboxTemplatesIT {
    private static final String TEMPLATES = """
            notifications:
              NEWS:
                es:
                  text: "Hola {{1}}, hay novedades: {{2}}"
                  variables: [name, text]
                  twilio: {content_sid: HX0123456789abcdef0123456789abcdef}
            """;
    private static final String A_DAY_AND_AN_HOUR_LATER = """
            const now = Date.now;
            Date.now = () => now() + 25 * 3600 * 1000;
            """;

    @TempDir
    Path folder;

    private InboxTestSetup inbox;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(folder.resolve("templates.yaml"), TEMPLATES);
        inbox = InboxTestSetup.start(folder, Map.of("RECADO_TEMPLATES_FILE", file.toString()));
    }

    @AfterEach
    void close() {
        if (inbox != null) {
            inbox.close();
        }
    }

    @Test
    void aTemplateIsChosenFilledAndShownBeforeItIsSent() {
        inbox.say(ANA, "Quiero hablar con una persona");
        inbox.open(1280, 800);
        inbox.browser.awaitText("[data-testid=conversation]", ANA);
        inbox.browser.run(A_DAY_AND_AN_HOUR_LATER);
        inbox.openConversation(ANA);
        inbox.browser.awaitText("[data-testid=window]", "Free text is off");

        inbox.browser.click("[data-testid=template]");
        inbox.browser.awaitText("dialog", "Hola {{1}}, hay novedades: {{2}}");
        assertThat(inbox.violations()).isEmpty();
        inbox.browser.click(".options button");
        inbox.browser.awaitText("dialog", "Gap 2: text");
        inbox.browser.type("#gap-1", "su cita es el martes");
        inbox.browser.awaitText(
                "[data-testid=template-preview]", "Hola Ana Torres, hay novedades: su cita es el martes");
        assertThat(inbox.violations()).isEmpty();
        inbox.browser.click("dialog [type=submit]");

        // This Recado's own clock says that the window is open, so that the words of the template leave as free text.
        await().atMost(InboxTestSetup.SOON)
                .until(() -> inbox.arrived("Hola Ana Torres, hay novedades: su cita es el martes") == 1);
    }
}
