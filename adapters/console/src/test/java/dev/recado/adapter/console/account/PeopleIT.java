package dev.recado.adapter.console.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.adapter.console.access.BrowserSession;
import dev.recado.adapter.console.access.ConsoleUnderTest;
import dev.recado.domain.fake.FrontDesk;
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

class PeopleIT {
    private static final String OPS_TOKEN = "a-token-of-operators";

    private final FrontDesk desk = new FrontDesk();
    private final ConsoleUnderTest console = ConsoleUnderTest.start(desk, Map.of());

    @AfterEach
    void stop() {
        console.close();
    }

    private BrowserSession admin() throws IOException {
        desk.person("Root", PersonRole.ADMIN);
        return console.browser(console.logIn("root@example.com", FrontDesk.PASSWORD));
    }

    private static String tokenOf(Object link) {
        String text = String.valueOf(link);
        return text.substring(text.indexOf("#token=") + "#token=".length());
    }

    @Test
    void theFirstAdminIsSetUpByTheLinkAndLoggedIn() throws IOException {
        String token = desk.firstAdmin(null).issueLink().orElseThrow();
        assertThat(console.post("/api/v1/setup/check", "{\"token\": \"" + token + "\"}")
                        .send()
                        .json())
                .containsEntry("email", null);

        Reply setup = console.post(
                        "/api/v1/setup",
                        "{\"token\": \"%s\", \"email\": \"root@example.com\", \"name\": \"Root\", \"password\": \"%s\"}"
                                .formatted(token, FrontDesk.PASSWORD))
                .send();

        assertThat(setup.status()).isEqualTo(200);
        assertThat(console.browser(setup).get("/api/v1/me").json())
                .extractingByKey("person", MAP)
                .containsEntry("role", "admin");
        assertThat(console.post("/api/v1/setup/check", "{\"token\": \"" + token + "\"}")
                        .send()
                        .json())
                .containsEntry("error", "invalid_link");
    }

    @Test
    void anInvitedPersonSetsAPasswordAndWorks() throws IOException {
        BrowserSession admin = admin();
        Reply invited = admin.post(
                "/api/v1/invitations", "{\"email\": \"ana@example.com\", \"name\": \"Ana\", \"role\": \"agent\"}");
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.json()).extractingByKey("person", MAP).containsEntry("status", "invited");
        String token = tokenOf(Objects.requireNonNull(invited.json().get("link")));
        assertThat(console.post("/api/v1/invitations/check", "{\"token\": \"" + token + "\"}")
                        .send()
                        .json())
                .isEqualTo(Map.of("email", "ana@example.com", "name", "Ana"));

        Reply accepted = console.post(
                        "/api/v1/invitations/accept",
                        "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(token, FrontDesk.PASSWORD))
                .send();

        assertThat(accepted.status()).isEqualTo(200);
        BrowserSession ana = console.browser(accepted);
        assertThat(ana.get("/api/v1/agents").json())
                .extractingByKey("items", LIST)
                .allSatisfy(one -> assertThat(one).asInstanceOf(MAP).containsOnlyKeys("id", "name"));
        assertThat(admin.get("/api/v1/agents").body()).contains("ana@example.com");
        assertThat(admin.get("/api/v1/agents").body()).doesNotContain("hash of", token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /api/v1/invitations   | {\"email\": \"eve@example.com\", \"name\": \"Eve\", \"role\": \"admin\"}",
                "POST   | /api/v1/agents        | {\"email\": \"eve@example.com\", \"name\": \"Eve\", \"role\": \"admin\"}",
                "PUT    | /api/v1/agents/id-0001 | {\"role\": \"admin\"}",
                "DELETE | /api/v1/agents/id-0001 | ''",
                "POST   | /api/v1/tokens        | {\"name\": \"x\", \"scopes\": [\"admin\"]}",
                "GET    | /api/v1/tokens        | ''",
                "GET    | /api/v1/audit         | ''"
            })
    void onlyAdminsManagePeopleTokensAndTheRecord(String method, String path, String body) throws IOException {
        Person ana = desk.person("Ana", PersonRole.AGENT);
        Person sue = desk.person("Sue", PersonRole.SUPERVISOR);
        for (Person person : List.of(ana, sue)) {
            BrowserSession browser =
                    console.browser(console.logIn(person.email().value(), FrontDesk.PASSWORD));
            Reply reply = switch (method) {
                case "POST" -> browser.post(path, body);
                case "PUT" -> browser.put(path, body);
                case "DELETE" -> browser.delete(path);
                default -> browser.get(path);
            };
            assertThat(reply.status()).as(person.name()).isEqualTo(403);
            assertThat(reply.json()).containsEntry("error", "forbidden");
        }
        assertThat(desk.people.all()).containsExactly(ana, sue);
        assertThat(desk.tokenStore.all()).isEmpty();
    }

    @Test
    void theLastAdminStays() throws IOException {
        BrowserSession admin = admin();
        String id = desk.people.all().getFirst().id();

        assertThat(admin.delete("/api/v1/agents/" + id).json()).containsEntry("error", "last_admin");
        assertThat(admin.put("/api/v1/agents/" + id, "{\"role\": \"agent\"}").status())
                .isEqualTo(409);
        assertThat(admin.put("/api/v1/agents/" + id, "{\"name\": \"Ruth\"}").json())
                .containsEntry("name", "Ruth")
                .containsEntry("role", "admin");
        assertThat(admin.put("/api/v1/agents/nobody", "{\"name\": \"x\"}").status())
                .isEqualTo(404);
        assertThat(admin.put("/api/v1/agents/" + id, "{\"role\": \"king\"}").json())
                .containsEntry("message", "role: expected agent, supervisor or admin");
    }

    @Test
    void aMachineTokenDoesWhatItsScopesSayUntilItIsRevoked() throws IOException {
        BrowserSession admin = admin();
        Reply created = admin.post("/api/v1/tokens", "{\"name\": \"report\", \"scopes\": [\"read\"]}");
        assertThat(created.status()).isEqualTo(201);
        String secret = String.valueOf(created.json().get("secret"));
        assertThat(admin.get("/api/v1/tokens").body()).contains("report").doesNotContain(secret);

        assertThat(console.get("/api/v1/agents").bearing(secret).send().status())
                .isEqualTo(200);
        assertThat(console.get("/api/v1/diag").bearing(secret).send().status()).isEqualTo(403);
        assertThat(console.post("/api/v1/notifications", "{}")
                        .bearing(secret)
                        .send()
                        .status())
                .as("a change")
                .isEqualTo(403);
        assertThat(console.post("/api/v1/tokens", "{\"name\": \"x\", \"scopes\": [\"admin\"]}")
                        .bearing(secret)
                        .send()
                        .status())
                .isEqualTo(403);

        Object id = ((Map<?, ?>) Objects.requireNonNull(created.json().get("token"))).get("id");
        assertThat(admin.delete("/api/v1/tokens/" + id).status()).isEqualTo(204);
        assertThat(console.get("/api/v1/agents").bearing(secret).send().status())
                .isEqualTo(404);
    }

    @Test
    void writingAndAdministeringNeedTheirScopes() throws IOException {
        BrowserSession admin = admin();
        String write = secret(admin, "write");
        String all = secret(admin, "admin");

        assertThat(console.post("/api/v1/notifications", "{}")
                        .bearing(write)
                        .send()
                        .status())
                .as("it came in, and the body is not right")
                .isEqualTo(400);
        assertThat(console.get("/api/v1/diag").bearing(write).send().status()).isEqualTo(403);
        assertThat(console.get("/api/v1/diag").bearing(all).send().status()).isEqualTo(200);
    }

    private static String secret(BrowserSession admin, String scope) throws IOException {
        return String.valueOf(admin.post("/api/v1/tokens", "{\"name\": \"x\", \"scopes\": [\"" + scope + "\"]}")
                .json()
                .get("secret"));
    }

    @Test
    void theRecordTellsWhoDidWhatPageByPage() throws IOException {
        BrowserSession admin = admin();
        desk.clock.advance(Duration.ofSeconds(1));
        admin.post("/api/v1/tokens", "{\"name\": \"x\", \"scopes\": [\"read\"]}");

        Map<String, Object> page = admin.get("/api/v1/audit?limit=1").json();
        assertThat(page).extractingByKey("items", LIST).singleElement(MAP).containsEntry("action", "token_created");
        Map<String, Object> rest =
                admin.get("/api/v1/audit?limit=1&after=" + page.get("next")).json();
        assertThat(rest)
                .extractingByKey("items", LIST)
                .singleElement(MAP)
                .containsEntry("action", "logged_in")
                .extractingByKey("who", MAP)
                .containsEntry("name", "Root");
        assertThat(admin.get("/api/v1/audit?action=logged_out").json())
                .extractingByKey("items", LIST)
                .isEmpty();
        assertThat(admin.get("/api/v1/audit?after=x").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/audit?action=x").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/audit?limit=201").status()).isEqualTo(400);
    }

    @Test
    void aPersonChangesThePasswordAndOtherBrowsersAreOut() throws IOException {
        desk.person("Ana", PersonRole.AGENT);
        BrowserSession phone = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD));
        BrowserSession desktop = console.browser(console.logIn("ana@example.com", FrontDesk.PASSWORD));

        assertThat(phone.put("/api/v1/me/password", "{\"current\": \"wrong\", \"password\": \"quite another\"}")
                        .status())
                .isEqualTo(401);
        Reply changed = phone.put(
                "/api/v1/me/password",
                "{\"current\": \"%s\", \"password\": \"quite another\"}".formatted(FrontDesk.PASSWORD));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(console.browser(changed).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(desktop.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(phone.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void withAnOperatorTokenPeopleLogInTooAndTheTokenManagesThem() throws IOException {
        try (ConsoleUnderTest guarded = ConsoleUnderTest.start(desk, Map.of("recado.ops-token", OPS_TOKEN))) {
            desk.person("Ana", PersonRole.AGENT);
            BrowserSession ana = guarded.browser(guarded.logIn("ana@example.com", FrontDesk.PASSWORD));

            assertThat(ana.get("/api/v1/me").status()).isEqualTo(200);
            assertThat(guarded.get("/api/v1/agents").bearing(OPS_TOKEN).send().body())
                    .contains("ana@example.com");
            assertThat(guarded.get("/api/v1/me").bearing(OPS_TOKEN).send().json())
                    .containsEntry("csrf", null)
                    .extractingByKey("person", MAP)
                    .containsEntry("id", "operator");
            assertThat(guarded.get("/api/v1/me").send().json()).containsEntry("error", "login_required");
            assertThat(guarded.get("/api/v1/diag").send().json()).containsEntry("error", "unauthorized");
        }
    }

    @Test
    void inTheSimulatorThePageOfThisOriginIsTheOperatorWithoutALogin() throws IOException {
        Map<String, Object> simulator = Map.of("recado.loopback-only", true, "recado.simulator", "on");
        try (ConsoleUnderTest open = ConsoleUnderTest.start(desk, simulator)) {
            Reply me =
                    open.get("/api/v1/me").with("Sec-Fetch-Site", "same-origin").send();
            assertThat(me.json())
                    .containsEntry("mode", "simulator")
                    .extractingByKey("person", MAP)
                    .containsEntry("id", "operator")
                    .containsEntry("role", "admin");

            for (String site : List.of("cross-site", "same-site")) {
                assertThat(open.post("/api/v1/agents", "{}")
                                .with("Sec-Fetch-Site", site)
                                .send()
                                .status())
                        .as(site)
                        .isIn(403, 404);
            }
            desk.person("Ana", PersonRole.AGENT);
            BrowserSession ana = open.browser(open.logIn("ana@example.com", FrontDesk.PASSWORD));
            assertThat(ana.get("/api/v1/me").json())
                    .extractingByKey("person", MAP)
                    .containsEntry("name", "Ana");
        }
    }
}
