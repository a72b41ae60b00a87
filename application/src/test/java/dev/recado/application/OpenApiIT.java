package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.MediaType;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The description of the API says what the routes take and answer.
class OpenApiIT {
    private static final String TOKEN = "a-token-of-operators";
    private static final String BELOW = "/api/v1";
    private static final String WITHOUT_LOGIN = "dev.recado.adapter.console.WithoutLogin";
    private static final String CONVERSATIONS = "/api/v1/conversations";
    private static final String ONE = CONVERSATIONS + "/{id}";

    private static BotUnderTest bot;
    private static ApiDocument api;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", TOKEN));
        api = ApiDocument.ofYaml(bot.get("/openapi.yaml").body());
    }

    @AfterAll
    static void stop() {
        bot.close();
    }

    private static List<UriRouteInfo<?, ?>> routes() {
        return bot.context()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> path(route).startsWith(BELOW))
                .filter(route -> Set.of("GET", "POST", "PUT", "DELETE").contains(route.getHttpMethodName()))
                .collect(Collectors.toList());
    }

    private static String path(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString();
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        Set<String> routes = routes().stream()
                .map(route -> route.getHttpMethodName() + " " + path(route))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(api.operations()).containsExactlyElementsOf(routes);
    }

    @Test
    void whatEachOperationSaysFitsItsRoute() {
        assertThat(api.operations().stream()
                        .map(operation -> operation.split(" "))
                        .map(operation -> api.operation(operation[0], operation[1])
                                .get("operationId")
                                .asText()))
                .doesNotHaveDuplicates();
        for (UriRouteInfo<?, ?> route : routes()) {
            String name = route.getHttpMethodName() + " " + path(route);
            JsonNode operation = api.operation(route.getHttpMethodName(), path(route));
            assertThat(operation.get("summary").asText()).as(name).isNotBlank();

            boolean isOpen = route.getAnnotationMetadata().hasAnnotation(WITHOUT_LOGIN);
            assertThat(operation.has("security")).as("%s is open", name).isEqualTo(isOpen);
            List<String> inPath = new ArrayList<>();
            operation.path("parameters").forEach(given -> {
                JsonNode parameter = api.parameter(given);
                if (parameter.get("in").asText().equals("path")) {
                    inPath.add(parameter.get("name").asText());
                }
            });
            assertThat(inPath)
                    .as("parameters in the path of %s", name)
                    .containsExactlyElementsOf(route.getUriMatchTemplate().getVariableNames());
            if (!route.getConsumes().contains(MediaType.ALL_TYPE)
                    && !route.getHttpMethodName().equals("GET")
                    && operation.has("requestBody")) {
                assertThat(operation
                                .get("requestBody")
                                .get("content")
                                .fieldNames()
                                .next())
                        .as(name)
                        .isEqualTo(route.getConsumes().getFirst().getName());
            }
        }
    }

    @Test
    void whatIsListedIsAsDescribed() {
        Colleague.stored(bot.context(), "marta", "Marta", PersonRole.AGENT);
        bot.say(bot.newUser(), "Quiero hablar con una persona. Soy Ana, ana.lopez@example.com");
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() ->
                        assertThat(bot.operator("/api/v1/handoffs").body()).contains("requested_at"));
        for (UriRouteInfo<?, ?> route : routes()) {
            String path = path(route);
            if (route.getHttpMethodName().equals("GET") && !path.contains("{") && !path.endsWith("/stream")) {
                api.check("GET", path, bot.operator(path));
            }
        }
        for (String path : List.of(
                CONVERSATIONS,
                "/api/v1/audit",
                "/api/v1/events",
                "/api/v1/leads",
                "/api/v1/handoffs",
                "/api/v1/dead-letters")) {
            for (String limit : List.of("0", "-1", "501", "x", "1.5", "99999999999999999999")) {
                HttpResponse<String> refused = bot.operator(path + "?limit=" + limit);
                assertThat(refused.statusCode()).as("%s %s", path, limit).isEqualTo(400);
                assertThat(api.check("GET", path, refused).get("message").asText())
                        .startsWith("limit: expected");
            }
            String cursor = path.endsWith("dead-letters") ? "before" : "after";
            HttpResponse<String> refused = bot.operator(path + "?" + cursor + "=nonsense");
            assertThat(refused.statusCode()).as(path).isEqualTo(400);
            assertThat(api.check("GET", path, refused).get("message").asText()).startsWith(cursor + ": expected");
        }
    }

    private static JsonNode post(String template, String id, String body) {
        return api.check(
                "POST", template, bot.operator("POST", template.replace("{id}", id), "application/json", body));
    }

    @Test
    void theLifeOfAConversationIsAsDescribed() {
        Colleague marta = Colleague.of(bot, "marta", "Marta", PersonRole.AGENT);
        String user = bot.newUser();
        bot.say(user, "Quiero hablar con una persona");
        String id = bot.publicConversation(user);

        api.check("GET", ONE, bot.operator(CONVERSATIONS + "/" + id));
        JsonNode taken = post(ONE + "/take", id, "{\"agent\":{\"id\":\"marta\"}}");
        assertThat(taken.at("/assignee/name").asText()).isEqualTo("Marta");
        assertThat(post(ONE + "/take", id, "").get("error").asText()).isEqualTo("assigned");
        post(ONE + "/take", id, "{\"agent\":{\"id\":\"nobody\"}}");
        post(ONE + "/messages", id, "{\"text\":\"Buenos días\",\"agent\":{\"id\":\"marta\"}}");
        post(ONE + "/messages", id, "{}");
        post(ONE + "/notes", id, "{\"text\":\"Llamar mañana\"}");
        post(ONE + "/read", id, "");
        post(ONE + "/typing", id, "");
        api.check(
                "PUT",
                ONE + "/labels",
                bot.operator(
                        "PUT", CONVERSATIONS + "/" + id + "/labels", "application/json", "{\"labels\":[\"vip\"]}"));
        api.check("GET", ONE + "/messages", bot.operator(CONVERSATIONS + "/" + id + "/messages"));
        api.check("GET", CONVERSATIONS, marta.get(CONVERSATIONS + "?assignee=me"));
        api.check("GET", "/api/v1/me", marta.get("/api/v1/me"));
        api.check("GET", "/api/v1/agents", marta.get("/api/v1/agents"));
        api.check("GET", "/api/v1/diag", marta.get("/api/v1/diag"));
        post(ONE + "/give-back", id, "{\"agent\":{\"id\":\"marta\"}}");
        post(ONE + "/close", id, "");
        post(ONE + "/close", "nonsense", "");
        post("/api/v1/send-test", id, "{}");
        post("/api/v1/notifications", id, "{}");
        post("/api/v1/invitations", id, "{\"email\":\"luis@example.com\",\"name\":\"Luis\",\"role\":\"agent\"}");
        post("/api/v1/tokens", id, "{\"name\":\"desk\",\"scopes\":[\"read\"]}");
        post("/api/v1/login", id, "{\"email\":\"luis@example.com\",\"password\":\"not the one\"}");
        post("/api/v1/setup/check", id, "{\"token\":\"invented\"}");
        api.check("POST", "/api/v1/tokens", bot.operator("POST", "/api/v1/tokens", "text/plain", "x"));
    }

    @Test
    void thePageOfTheDescriptionRunsNothingButItsOwnScript() {
        HttpResponse<String> page = bot.get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script>", "style=", "onclick", "//cdn");
        assertThat(bot.get("/docs/docs.js").headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/javascript");
        assertThat(bot.get("/openapi.json").body()).contains("\"openapi\":\"3.1.0\"");
    }
}
