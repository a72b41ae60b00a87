package dev.recado.application;

import static dev.recado.application.InboxTestSetup.ANA;
import static dev.recado.application.InboxTestSetup.OPERATOR_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logging in and out in the page of the inbox, in one tab and in several.
@Requires(Requirement.BROWSER)
class InboxSessionsIT {
    private static final Pattern LINK = Pattern.compile("\"link\":\"([^\"]+)\"");
    private static final String PASSWORD = "tres tristes tigres";
    /// What another tab does: a new session, whose cookie this tab has too.
    private static final String LOG_IN_ELSEWHERE = """
            window.elsewhere = false;
            fetch('/api/v1/login', { method: 'POST', headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ email: arguments[0], password: arguments[1] }) })
              .then(answer => { window.elsewhere = answer.ok; });
            """;

    @TempDir
    Path folder;

    private InboxTestSetup inbox;

    @BeforeEach
    void start() {
        inbox = InboxTestSetup.startWithLogin(folder);
    }

    @AfterEach
    void close() {
        if (inbox != null) {
            inbox.close();
        }
    }

    /// Invites somebody; the link for them.
    private String invite(String name, String role) {
        String answer = inbox.post(
                "/api/v1/invitations",
                "{\"email\":\"%s@example.com\",\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, name, role),
                Map.of("Authorization", "Bearer " + OPERATOR_TOKEN));
        Matcher link = LINK.matcher(answer);
        if (!link.find()) {
            throw new IllegalStateException(answer);
        }
        return link.group(1);
    }

    /// Follows the link of an invitation in the browser, and lets its person in.
    private void accept(String link) {
        inbox.browser.resize(1280, 800);
        inbox.browser.go("about:blank");
        URI there = URI.create(link);
        inbox.browser.go(
                inbox.at(there.getPath() + "?lang=en#" + there.getFragment()).toString());
        inbox.browser.awaitText("#gate-body", "Welcome");
        inbox.browser.type("#password", PASSWORD);
        inbox.browser.click("#gate-body [type=submit]");
        inbox.awaitInside();
    }

    @Test
    void aSecondLoginInAnotherTabDisturbsNobody() {
        accept(invite("Marta", "agent"));
        inbox.say(ANA, "Quiero hablar con una persona");
        inbox.openConversation(ANA);
        inbox.browser.run(LOG_IN_ELSEWHERE, "marta@example.com", PASSWORD);
        inbox.awaitTrue("return window.elsewhere");

        inbox.browser.click("[data-testid=do-takeIt]");

        inbox.browser.awaitText("[data-testid=message-system]", "You took over");
    }

    @Test
    void anotherPersonsLoginInAnotherTabIsSaid() {
        accept(invite("Luisa", "agent"));
        accept(invite("Marta", "agent"));
        inbox.say(ANA, "Quiero hablar con una persona");
        inbox.openConversation(ANA);
        inbox.browser.run(LOG_IN_ELSEWHERE, "luisa@example.com", PASSWORD);
        inbox.awaitTrue("return window.elsewhere");

        inbox.browser.click("[data-testid=do-takeIt]");

        inbox.browser.awaitText("#gate-body", "Luisa is logged in now");
        inbox.browser.click("#gate-body button");
        inbox.awaitInside();
        inbox.openConversation(ANA);
        inbox.browser.awaitText("[data-testid=bar-words]", "Waiting");
    }

    private void openMenu(String entry) {
        inbox.browser.click("[data-testid=menu]");
        inbox.browser.awaitText("dialog", "Light or dark");
        inbox.browser.click("[data-testid=" + entry + "]");
    }

    private void submitPasswords(String current, String next) {
        inbox.browser.run(
                "document.getElementById('current').value = arguments[0]; document.getElementById('password').value = arguments[1];",
                current,
                next);
        inbox.browser.click("dialog [type=submit]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void anAdminInvitesSomebodyAndEndsTheirAccess(int width) {
        accept(invite("Marta", "admin"));
        inbox.browser.resize(width, 740);
        openMenu("to-people");
        inbox.browser.awaitText("[data-testid=people]", "Marta");
        inbox.browser.click("[data-testid=invite]");
        inbox.browser.type("#invite-name", "Luis");
        inbox.browser.type("#invite-email", "luis@example.com");
        inbox.browser.click(".invite [type=submit]");

        inbox.browser.awaitText("[data-testid=invitation]", "Link for Luis");
        assertThat(String.valueOf(inbox.browser.run("return document.getElementById('link').value")))
                .contains("/inbox/invitation#token=");
        inbox.awaitTrue("return document.querySelectorAll('[data-testid=person][data-status=invited]').length === 1");
        assertThat(inbox.violations()).isEmpty();
        assertThat(inbox.browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);

        inbox.browser.click("[data-testid=deactivate]");
        inbox.browser.click("[data-testid=deactivate-sure]");
        inbox.awaitTrue("return document.querySelectorAll('[data-testid=person][data-status=inactive]').length === 1");
        inbox.browser.click("[data-testid=invite]");
        inbox.browser.type("#invite-name", "Luis");
        inbox.browser.type("#invite-email", "marta@example.com");
        inbox.browser.click(".invite [type=submit]");
        inbox.browser.awaitText(".invite .alert", "is here already");
    }

    @Test
    void aPersonChangesThePasswordAndLogsOutEverywhere() {
        accept(invite("Marta", "agent"));
        openMenu("to-password");
        inbox.browser.awaitText("dialog", "Password until now");
        assertThat(inbox.violations()).isEmpty();
        submitPasswords("something else 1", "cuatro tristes tigres");
        inbox.browser.awaitText("dialog", "The password until now is wrong.");
        submitPasswords(PASSWORD, "cuatro tristes tigres");
        inbox.browser.awaitText("[data-testid=toast]", "Password changed.");

        inbox.browser.click("[data-testid=menu]");
        inbox.browser.awaitText("dialog", "Log out everywhere");
        assertThat(inbox.browser.texts("[data-testid=to-people]"))
                .as("an agent invites nobody")
                .isEmpty();
        assertThat(inbox.violations()).isEmpty();
        inbox.browser.click("[data-testid=log-out-everywhere]");
        inbox.browser.awaitText("#gate-title", "Log in");
        assertThat(inbox.violations()).isEmpty();
        inbox.browser.type("#email", "marta@example.com");
        inbox.browser.type("#password", PASSWORD);
        inbox.browser.click("#gate-body [type=submit]");
        inbox.browser.awaitText("[data-testid=gate-alert]", "do not go together");
    }
}
