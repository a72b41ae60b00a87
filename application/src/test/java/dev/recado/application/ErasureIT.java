package dev.recado.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A running Recado that erases a user who has left something everywhere.
class ErasureIT {
    private static final String MARTA = "whatsapp:+15557770001";
    private static final String WORDS = "alergia a la penicilina y al polen";
    private static final String NAME = "Rosalinda Quintanilla";
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of(
                "RECADO_OPS_TOKEN", "a-token-for-operators",
                "RECADO_MEDIA_KEEP", "30d",
                "RECADO_TURN_DEADLINE", "4s",
                "RECADO_STAFF_WHATSAPP", MARTA.substring("whatsapp:".length()),
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model",
                "OPENAI_MODEL", "some-model"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    private static Path data() {
        return Path.of(bot.settings().get("RECADO_DATA_DIR"));
    }

    /// The files of the data folder that hold one of the texts.
    private static List<Path> filesHolding(String... texts) throws IOException {
        try (Stream<Path> files = Files.walk(data())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, texts))
                    .toList();
        }
    }

    private static boolean holds(Path file, String... texts) {
        try {
            String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
            return Stream.of(texts).anyMatch(text -> bytes.contains(new String(text.getBytes(UTF_8), ISO_8859_1)));
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TwilioInboundWebhook from(String user, String words) {
        return bot.twilio.webhooks().from(user).named(NAME).text(words);
    }

    private static void deliver(TwilioInboundWebhook webhook, String status) {
        bot.deliver(webhook);
        bot.awaitInbound(webhook.messageSid(), status);
    }

    /// Leaves something of the user everywhere.
    private static void live(String user) throws IOException {
        String digits = BotUnderTest.waId(user);
        deliver(from(user, "Hola, tengo " + WORDS), "answered");
        deliver(photo(user), "answered");
        deliver(from(user, "me llamo " + NAME + " y mi correo es rosalinda@example.com"), "answered");
        bot.model.answerWith(new ModelScript.Fail(503, null, "server_error"));
        deliver(from(user, "¿Me puede ayudar con mi " + WORDS + "?"), "dead");
        bot.model.reset();
        deliver(from(user, "/persona"), "answered");
        bot.awaitLine("[STAFF] TOLD");
        operator("PUT", "/api/v1/contacts/C-1", "{\"addresses\":[\"+" + digits + "\"],\"name\":\"" + NAME + "\"}");
        operator(
                "POST",
                "/api/v1/notifications",
                "{\"to\":\"+" + digits + "\",\"event\":\"REMINDER\",\"subject\":\"Cita\",\"body\":\"Recuerde su "
                        + WORDS + "\"}");
        String id = bot.publicConversation(user);
        operator("POST", "/api/v1/conversations/" + id + "/notes", "{\"text\":\"Tiene " + WORDS + "\"}");
        bot.context()
                .getBean(Spool.class)
                .setAside(new Entry.Message(Messages.text("SM-refused", "+" + digits, WORDS, Instant.now())));
        await().atMost(BotUnderTest.SOON).untilAsserted(() -> {
            assertThat(bot.store().of("leads", user)).isNotEmpty();
            assertThat(data().resolve("media").resolve("kept")).isNotEmptyDirectory();
        });
    }

    private static void operator(String method, String path, String body) {
        HttpResponse<String> response = bot.operator(method, path, "application/json", body);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isBetween(200, 299);
    }

    @Test
    void nothingIsLeftOfAnErasedUser() throws IOException {
        bot.say(MARTA, "hola");
        String user = bot.newUser();
        String other = bot.newUser();
        String digits = BotUnderTest.waId(user);
        bot.say(other, "hola");
        live(user);
        String id = bot.publicConversation(user);
        String[] personal = {digits, WORDS, NAME, "rosalinda@example.com"};
        assertThat(bot.store().holding(personal))
                .extracting(one -> one.replaceAll(" .*", ""))
                .contains("whatsapp_sessions", "messages", "leads", "handoffs", "events", "notifications", "directory");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !filesHolding(personal).isEmpty());

        HttpResponse<String> response = bot.operator("DELETE", "/api/v1/users/" + id, "application/json", "");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Document body = Document.parse(response.body());
        assertThat(body).containsEntry("id", id).containsEntry("status", "done");
        Document erased = body.get("erased", Document.class);

        assertThat(erased.getInteger("conversations")).isOne();
        assertThat(erased.getInteger("messages")).isGreaterThan(8);
        assertThat(erased.getInteger("leads")).isPositive();
        assertThat(erased.getInteger("staff_notices")).isOne();
        assertThat(erased.getInteger("notifications")).isPositive();
        assertThat(erased.getInteger("files")).isOne();
        assertThat(erased.getInteger("spooled")).isOne();

        assertThat(bot.store().holding(personal)).isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(filesHolding(personal)).isEmpty());
        assertThat(bot.store().session(BotUnderTest.waId(other))).isNotNull();
        bot.awaitLine("[PRIVACY] ERASED", "leads=");
        assertThat(bot.operator("/api/v1/audit?action=data_erased").body()).contains(id);
        assertThat(bot.operator("/api/v1/conversations/" + id).statusCode()).isEqualTo(404);

        // the provider still lists what was erased
        assertThat(bot.operator("POST", "/api/v1/reconcile?since=1h", "application/json", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(bot.store().holding(personal)).isEmpty();

        // the user writes again
        assertThat(bot.say(user, "hola otra vez")).isNotBlank();
        assertThat(bot.operator("/api/v1/conversations/" + id + "/messages").body())
                .contains("hola otra vez")
                .doesNotContain(WORDS);
    }

    @Test
    void everythingOfAUserIsExportedInThreeForms() throws IOException {
        String user = bot.newUser();
        deliver(from(user, "Hola, <script>alert('x')</script> & gracias"), "answered");
        deliver(photo(user), "answered");
        String id = bot.publicConversation(user);
        String path = "/api/v1/conversations/" + id + "/export";

        HttpResponse<String> json = bot.operator(path);
        assertThat(json.statusCode()).as(json.body()).isEqualTo(200);
        assertThat(json.headers().firstValue("Cache-Control")).contains("no-store");
        Document data = Document.parse(json.body());
        assertThat(data.get("user", Document.class)).containsEntry("id", id);
        assertThat(data.get("user", Document.class).getList("addresses", String.class))
                .containsExactly("+" + BotUnderTest.waId(user));
        List<Document> messages = data.getList("messages", Document.class);
        assertThat(messages.getFirst()).containsEntry("role", "user").containsEntry("conversation_id", id);
        assertThat(messages).extracting(message -> message.getString("content")).contains(WORDS);
        assertThat(data.getList("conversations", Document.class)).hasSize(1);

        String page = bot.operator(path + "?format=html").body();
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; gracias", WORDS)
                .doesNotContain("<script");

        assertThat(zipped(path + "?format=zip"))
                .contains("export.json", "index.html")
                .anySatisfy(name -> assertThat(name).startsWith("media/0001-"));
        assertThat(bot.operator(path + "?format=pdf").statusCode()).isEqualTo(400);
        assertThat(bot.operator("/api/v1/audit?action=data_exported").body()).contains(id);
    }

    private static List<String> zipped(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(bot.url(path))
                .header("Authorization", "Bearer a-token-for-operators")
                .build();
        List<String> names = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient();
                ZipInputStream zip = new ZipInputStream(http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    private static TwilioInboundWebhook photo(String user) {
        return bot.twilio
                .webhooks()
                .from(user)
                .named(NAME)
                .image(
                        bot.twilio
                                .baseUrl()
                                .resolve("/2010-04-01/Accounts/"
                                        + bot.twilio.account().sid()
                                        + "/Messages/MM1/Media/ME00000000000000000000000000000002"),
                        "image/jpeg",
                        WORDS);
    }

    @Test
    void anUnknownUserIsNotFound() {
        for (String id : List.of("not-an-id", "0b8a7c1e-7d0e-4d2c-9d51-3a5d8a3a5d11")) {
            assertThat(bot.operator("DELETE", "/api/v1/users/" + id, "application/json", "")
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
