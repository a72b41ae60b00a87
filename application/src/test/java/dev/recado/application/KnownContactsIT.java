package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.identity.UserAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Whom a running Recado knows: who was given to it, and whom a server of the business's knows.
class KnownContactsIT {

    private static HttpResponse<String> send(BotUnderTest bot, String method, String path, String type, String body) {
        return bot.operator(method, path, type, body);
    }

    private static Optional<Contact> find(BotUnderTest bot, String user) {
        Set<UserAddress> addresses = Set.of(UserAddress.ofWaId(BotUnderTest.waId(user)));
        return bot.context()
                .getBean(ContactDirectory.class)
                .find(addresses, Instant.now().plusSeconds(10));
    }

    @Test
    void whoWasGivenIsKnownAtOnceAndAfterARestart() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", "a-token-of-operators"))) {
            String ana = bot.newUser();
            String bruno = bot.newUser();
            assertThat(find(bot, ana)).isEmpty();

            HttpResponse<String> put = send(
                    bot,
                    "PUT",
                    "/api/v1/contacts/C-17",
                    "application/json",
                    "{\"addresses\":[\"+%s\"],\"name\":\"Ana Pérez\"}".formatted(BotUnderTest.waId(ana)));
            assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
            assertThat(find(bot, ana)).map(Contact::name).contains("Ana Pérez");

            HttpResponse<String> sheet = send(
                    bot,
                    "POST",
                    "/api/v1/contacts/import",
                    "text/csv",
                    "id,phone,name,plan\nC-18,+%s,Bruno,oro\nC-19,none,,\n".formatted(BotUnderTest.waId(bruno)));
            assertThat(sheet.statusCode()).as(sheet.body()).isEqualTo(200);
            assertThat(sheet.body()).contains("\"kept\":1", "\"line\":3");

            bot.say(ana, "hola");
            bot.stop();
            bot.startAgain();
            assertThat(find(bot, ana)).map(Contact::id).contains("C-17");
            assertThat(find(bot, bruno)).map(Contact::facts).contains(Map.of("plan", "oro"));
            assertThat(bot.operator("/api/v1/contacts/C-18").body()).contains("\"name\":\"Bruno\"");
            bot.keptThingsToItself();
        }
    }

    @Test
    void whomRecadoDoesNotKnowTheBusinessIsAskedFor() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer crm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        crm.createContext("/contacts", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            byte[] answer = "{\"id\":\"crm-1\",\"name\":\"Carla\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked.size() == 1 ? 200 : 500, asked.size() == 1 ? answer.length : -1);
            if (asked.size() == 1) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        crm.start();
        try (BotUnderTest bot = BotUnderTest.start(Map.of(
                "RECADO_CONTACTS_URL",
                "http://127.0.0.1:" + crm.getAddress().getPort() + "/contacts",
                "RECADO_CONTACTS_TOKEN",
                "a-token-of-the-crm"))) {
            String carla = bot.newUser();
            assertThat(find(bot, carla)).map(Contact::name).contains("Carla");
            assertThat(find(bot, carla)).map(Contact::name).contains("Carla");
            assertThat(asked)
                    .containsExactly(
                            "Bearer a-token-of-the-crm {\"addresses\":[\"+" + BotUnderTest.waId(carla) + "\"]}");

            bot.say(carla, "hola");
            String other = bot.newUser();
            assertThatThrownBy(() -> find(bot, other)).isInstanceOf(PortUnavailableException.class);
            bot.keptThingsToItself();
        } finally {
            crm.stop(0);
        }
    }
}
