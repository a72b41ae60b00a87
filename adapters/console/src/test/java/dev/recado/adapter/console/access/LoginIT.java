package dev.recado.adapter.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.recado.adapter.console.RawHttpRequest;
import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.people.AuditEntry;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditLog.Filter;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonRole;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIT {
    private final FrontDesk desk = new FrontDesk();
    private final ConsoleUnderTest console = ConsoleUnderTest.start(desk, Map.of());
    private final Person ana = desk.person("Ana", PersonRole.AGENT);

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void aPersonLogsInWorksAndLogsOut() throws IOException {
        Reply login = console.logIn("Ana@Example.com ", FrontDesk.PASSWORD);

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.json())
                .extractingByKey("person")
                .asInstanceOf(MAP)
                .containsEntry("id", ana.id())
                .containsEntry("name", "Ana")
                .containsEntry("email", "ana@example.com")
                .containsEntry("role", "agent")
                .containsEntry("status", "active")
                .containsEntry("language", null);
        assertThat(login.headers().get("set-cookie"))
                .startsWith("recado_session=rcs_")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Secure");

        BrowserSession browser = console.browser(login);
        assertThat(browser.get("/api/v1/me").json())
                .containsEntry("csrf", login.json().get("csrf"))
                .containsEntry("mode", "live");

        Reply logout = browser.post("/api/v1/logout", "");
        assertThat(logout.status()).isEqualTo(204);
        assertThat(logout.headers().get("set-cookie")).startsWith("recado_session=; Path=/; Max-Age=0");
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(actions()).containsExactly(Action.LOGGED_OUT, Action.LOGGED_IN);
    }

    private List<Action> actions() {
        return desk.auditLog.list(Filter.ALL, 99, null).stream()
                .map(AuditEntry::action)
                .toList();
    }

    @Test
    void aWrongPasswordAnUnknownAddressAndADeactivatedPersonGetOneAnswer() throws IOException {
        Person luis = desk.person("Luis", PersonRole.AGENT);
        desk.people.replace(luis, luis.with("Luis", PersonRole.AGENT, false, null));

        Reply wrong = console.logIn("ana@example.com", "not the password");
        Reply unknown = console.logIn("nobody@example.com", FrontDesk.PASSWORD);
        Reply inactive = console.logIn("luis@example.com", FrontDesk.PASSWORD);
        Reply noAddress = console.logIn("ana", FrontDesk.PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        for (Reply other : List.of(unknown, inactive, noAddress)) {
            assertThat(other.body()).isEqualTo(wrong.body());
            assertThat(other.status()).isEqualTo(401);
            assertThat(other.headers()).doesNotContainKey("set-cookie").doesNotContainKey("www-authenticate");
        }
        assertThat(desk.hasher.checks()).as("each costs a hash").isEqualTo(4);
        assertThat(desk.auditLog.list(new Filter(null, Action.LOGIN_FAILED, null), 9, null))
                .as("each is a write; of people who exist with their id")
                .extracting(AuditEntry::subject)
                .containsExactlyInAnyOrder(ana.id(), luis.id(), null, null);
    }

    @Test
    void whoGuessesIsSlowedDownWhetherTheAddressExistsOrNot() throws IOException {
        for (String email : List.of("ana@example.com", "nobody@example.com")) {
            for (int i = 0; i < 5; i++) {
                assertThat(console.logIn(email, "guess " + i).status()).isEqualTo(401);
            }
            Reply slowed = console.logIn(email, FrontDesk.PASSWORD);
            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.headers()).containsEntry("retry-after", "2");
            assertThat(slowed.json()).containsEntry("error", "too_many_requests");
        }
        assertThat(desk.hasher.checks()).as("the sixth is not looked at").isEqualTo(10);

        desk.clock.advance(Duration.ofSeconds(2));
        assertThat(console.logIn("ana@example.com", FrontDesk.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void noAnswerOfTheApiIsKeptByABrowserOrAProxy() throws IOException {
        Reply login = console.logIn("ana@example.com", FrontDesk.PASSWORD);
        BrowserSession browser = console.browser(login);

        for (Reply reply : List.of(
                login,
                browser.get("/api/v1/me"),
                browser.get("/api/v1/agents"),
                browser.get("/api/v1/conversations/nothing"),
                browser.get("/api/v1/diag"),
                browser.get("/api/v1/nothing"),
                browser.post("/api/v1/login", "no json"),
                console.get("/api/v1/me").send())) {
            assertThat(reply.headers()).as(reply.body()).containsEntry("cache-control", "no-store");
        }
    }

    @Test
    void aProxyOnThisMachineTellsClientsApartAndNobodyForgesAnother() throws IOException {
        for (int i = 0; i < 20; i++) {
            Reply guess = console.login("nobody" + i + "@example.com", "a guess")
                    .with("X-Forwarded-For", "198.51.100." + i + ", 203.0.113.7")
                    .send();
            assertThat(guess.status()).isEqualTo(401);
        }
        assertThat(console.login("ana@example.com", FrontDesk.PASSWORD)
                        .with("X-Forwarded-For", "192.0.2.1, 203.0.113.7")
                        .send()
                        .status())
                .as("the one who guesses")
                .isEqualTo(429);
        for (String other : List.of("203.0.113.8", "203.0.113.7, 203.0.113.8", "2001:db8::1", "unknown")) {
            assertThat(console.login("ana@example.com", FrontDesk.PASSWORD)
                            .with("X-Forwarded-For", other)
                            .send()
                            .status())
                    .as(other)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/conversations/x/messages",
        "POST, /api/v1/logins",
        "PUT, /api/v1/me/password",
    })
    void anAgentWhoSendsAnotherContentTypeIsToldSo(String method, String path) throws IOException {
        BrowserSession browser = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD));
        RawHttpRequest request = path.endsWith("logins")
                ? console.post("/api/v1/login", "x")
                : method.equals("PUT")
                        ? RawHttpRequest.put(console.port(), path, "x")
                        : RawHttpRequest.post(console.port(), path, "x");

        Reply reply = request.with("Content-Type", "text/plain")
                .with("Cookie", browser.cookie())
                .with("X-CSRF-Token", browser.csrf())
                .send();

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.json())
                .containsEntry("error", "unsupported_media_type")
                .extractingByKey("message")
                .asString()
                .contains("text/plain", "application/json");
    }

    @Test
    void anotherMethodIsToldToWhomTheRouteIsFor() throws IOException {
        BrowserSession browser = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD));

        assertThat(browser.delete("/api/v1/me").status()).isEqualTo(405);
        assertThat(browser.delete("/api/v1/diag").status()).isEqualTo(403);
        assertThat(browser.delete("/api/v1/nothing").status()).isEqualTo(403);
    }

    @Test
    void aSessionThatTheBrowserBroughtIsNotTheOneAfterTheLogin() throws IOException {
        BrowserSession before = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD));
        Reply again = console.login("ana@example.com", FrontDesk.PASSWORD)
                .with("Cookie", before.cookie())
                .send();
        BrowserSession after = console.browser(again);

        assertThat(after.cookie()).isNotEqualTo(before.cookie());
        assertThat(before.get("/api/v1/me").status()).as("it has ended").isEqualTo(401);
        assertThat(after.get("/api/v1/me").status()).isEqualTo(200);

        Reply planted = console.login("ana@example.com", FrontDesk.PASSWORD)
                .with("Cookie", "recado_session=planted")
                .send();
        assertThat(planted.headers().get("set-cookie")).doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recado_session=",
                "recado_session=rcs_",
                "recado_session=planted",
                "recado_session=rcs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "__Host-recado_session=x"
            })
    void anInventedCookieIsRefusedWithoutALookIntoTheStore(String cookie) throws IOException {
        Reply reply = console.get("/api/v1/me").with("Cookie", cookie).send();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json()).containsEntry("error", "login_required");
        assertThat(desk.sessionStore.reads()).isZero();
    }

    @Test
    void aMachineTokenIsNoSessionAndASessionNoToken() throws IOException {
        String session = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD))
                .cookie()
                .substring("recado_session=".length());
        String machine = desk.tokens.issue(dev.recado.domain.people.SecretTokens.Kind.MACHINE);

        assertThat(console.get("/api/v1/me").bearing(session).send().status()).isEqualTo(404);
        assertThat(console.get("/api/v1/me")
                        .with("Cookie", "recado_session=" + machine)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example.com, foreign_origin",
        "Origin, http://localhost.example.com, foreign_origin",
        "Origin, null, foreign_origin",
        "Sec-Fetch-Site, cross-site, foreign_origin",
        "Sec-Fetch-Site, same-site, foreign_origin",
        "X-CSRF-Token, wrong, csrf",
        "X-CSRF-Token, '', csrf"
    })
    void aChangeByAnotherSitesPageIsRefused(String header, String value, String error) throws IOException {
        BrowserSession browser = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD));

        Reply reply = browser.posting("/api/v1/logout", "").with(header, value).send();

        assertThat(reply.status()).isEqualTo(403);
        // Micronaut itself refuses a foreign origin on localhost, with an empty body.
        assertThat(reply.body())
                .satisfiesAnyOf(
                        body -> assertThat(body).contains(error),
                        body -> assertThat(body).isEmpty());
        assertThat(browser.get("/api/v1/me").status()).as("still logged in").isEqualTo(200);
    }

    @Test
    void theTokenAgainstForgeryIsTheSessionsOwn() throws IOException {
        BrowserSession one = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD));
        Reply login = console.logIn("ana@example.com", FrontDesk.PASSWORD);

        assertThat(one.posting("/api/v1/logout", "")
                        .with("X-CSRF-Token", String.valueOf(login.json().get("csrf")))
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(one.posting("/api/v1/logout", "")
                        .without("X-CSRF-Token")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(one.posting("/api/v1/logout", "")
                        .with("Origin", "http://localhost:" + console.port())
                        .with("Sec-Fetch-Site", "same-origin")
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aLoginByAnotherSitesPageIsRefused() throws IOException {
        Reply reply = console.login("ana@example.com", FrontDesk.PASSWORD)
                .with("Sec-Fetch-Site", "cross-site")
                .send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.headers()).doesNotContainKey("set-cookie");
        assertThat(desk.hasher.checks()).isZero();
    }

    @Test
    void peopleMayNotDoWhatIsOfTheOperators() throws IOException {
        desk.person("Root", PersonRole.ADMIN);
        BrowserSession agent = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD));
        BrowserSession admin = console.browser(console.logIn("root@example.com", FrontDesk.PASSWORD));

        for (String path : List.of("/api/v1/diag", "/api/v1/dead-letters", "/api/v1/nothing", "/api/v1")) {
            assertThat(agent.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(admin.get("/api/v1/diag").status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(console.get("/api/v1/diag").send().status())
                .as("without a credential it does not exist")
                .isEqualTo(404);
    }

    @Test
    void revokedSessionsEndInOtherProcessesWithinSeconds() throws IOException {
        FrontDesk otherDesk = desk.otherProcess();
        try (ConsoleUnderTest other = ConsoleUnderTest.start(otherDesk, Map.of())) {
            Reply login = console.logIn("ana@example.com", FrontDesk.PASSWORD);
            BrowserSession here = console.browser(login);
            BrowserSession there = other.browser(login);
            assertThat(there.get("/api/v1/me").status())
                    .as("one login, both processes")
                    .isEqualTo(200);

            assertThat(here.post("/api/v1/logout-everywhere", "").status()).isEqualTo(204);
            assertThat(here.get("/api/v1/me").status()).as("here at once").isEqualTo(401);
            desk.clock.advance(Duration.ofSeconds(5));
            assertThat(there.get("/api/v1/me").status()).isEqualTo(401);
        }
    }

    @Test
    void withAnHttpsAddressTheCookieIsOfThisHostAlone() throws IOException {
        try (ConsoleUnderTest https =
                ConsoleUnderTest.start(desk, Map.of("recado.public-url", "https://bot.example.com"))) {
            Reply login = https.login("ana@example.com", FrontDesk.PASSWORD)
                    .with("Host", "bot.example.com")
                    .with("Origin", "https://bot.example.com")
                    .send();
            String cookie = Objects.requireNonNull(login.headers().get("set-cookie"));

            assertThat(cookie).startsWith("__Host-recado_session=rcs_").contains("; Secure");
            String secret = cookie.substring("__Host-recado_session=".length(), cookie.indexOf(';'));
            assertThat(https.get("/api/v1/me")
                            .with("Cookie", "recado_session=" + secret)
                            .send()
                            .status())
                    .as("a cookie that any host of the domain could have set")
                    .isEqualTo(401);
            assertThat(https.browser(login).get("/api/v1/me").status()).isEqualTo(200);
        }
    }
}
