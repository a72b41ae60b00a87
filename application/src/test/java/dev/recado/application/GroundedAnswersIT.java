package dev.recado.application;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running Recado with documents, a model, a transcriber, contacts, and somebody who listens to its events.
class GroundedAnswersIT {
    private static final String SECRET = "a-secret-for-events";
    private static final List<Heard> HEARD = new CopyOnWriteArrayList<>();
    private static HttpServer listener;
    private static BotUnderTest bot;

    /// What the business's own server was told.
    private record Heard(String signature, String body) {
        boolean is(String type, String conversation) {
            return body.contains("\"" + type + "\"") && body.contains(conversation);
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("precios.md"), """
                # Precios

                ## Masajes

                El masaje sueco dura cincuenta minutos y cuesta 45 euros.
                """);
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/events", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            HEARD.add(new Heard(exchange.getRequestHeaders().getFirst("X-Recado-Signature"), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        listener.start();
        bot = BotUnderTest.start(Map.of(
                "RECADO_KNOWLEDGE_DIR", folder.toString(),
                "RECADO_OPS_TOKEN", "a-token-of-operators",
                "RECADO_TURN_DEADLINE", "10s",
                "RECADO_EVENTS_URL", "http://127.0.0.1:" + listener.getAddress().getPort() + "/events",
                "RECADO_EVENTS_SECRET", SECRET,
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model",
                "OPENAI_MODEL", "some-model"));
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.get("/health").body()).contains("\"passages\":1"));
    }

    @AfterAll
    static void stop() {
        listener.stop(0);
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    @BeforeEach
    void echo() {
        bot.model.reset();
    }

    private static String asked() {
        return bot.model.requests().getLast().body();
    }

    @Test
    void theModelAnswersFromTheSamePassages() {
        bot.model.answerWith(new ModelScript.Cite());
        String user = bot.newUser();

        assertThat(bot.say(user, "cuanto cuesta el masaje sueco")).contains("45 euros");
        Document answer = bot.awaitAnswer(user);
        assertThat(answer.getList("sources", String.class))
                .singleElement()
                .asString()
                .contains("precios.md", "Masajes");
        assertThat(answer.getList("trace", Document.class))
                .filteredOn(step -> "llm".equals(step.getString("step")))
                .singleElement()
                .satisfies(step -> assertThat(step).containsKeys("tokens_in", "tokens_out", "model"));
        assertThat(bot.get("/prometheus").body()).containsPattern("recado_model_tokens_total\\{[^}]*direction=\"in\"");
    }

    @Test
    void theModelLeavesALead() {
        bot.model.next(1, new ModelScript.ToolCall("leave_lead", """
                {"name":"Lucía Romero","email":"lucia.romero@example.com"}"""));
        bot.model.answerWith(new ModelScript.Canned("Anotado, Lucía."));
        String user = bot.newUser();

        assertThat(bot.say(user, "Me llamo Lucía Romero, escríbanme a lucia.romero@example.com para una cita"))
                .isEqualTo("Anotado, Lucía.");
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().of("leads", user))
                        .singleElement()
                        .satisfies(lead -> assertThat(lead).containsEntry("email", "lucia.romero@example.com")));
    }

    @Test
    void theModelAsksForAPerson() {
        bot.model.next(1, new ModelScript.ToolCall("ask_for_human", """
                {"reason":"wants to complain about a bill"}"""));
        bot.model.answerWith(new ModelScript.Canned("Le paso con una persona."));
        String user = bot.newUser();

        assertThat(bot.say(user, "quiero reclamar una factura y prefiero tratarlo con alguien"))
                .isEqualTo("Le paso con una persona.");
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(
                        () -> assertThat(bot.store().of("handoffs", user)).hasSize(1));
        assertThat(bot.store().session(BotUnderTest.waId(user))).containsEntry("status", "waiting");
    }

    @Test
    void aReplyToANotificationIsUnderstood() {
        String user = bot.newUser();
        bot.say(user, "hola, ¿me pueden avisar de mi cita?");
        int before = bot.byRest(user).size();
        var sent = bot.operator("POST", "/api/v1/notifications", "application/json", """
                {"to":"%s","event":"APPOINTMENT_REMINDER_24H","subject":"Recordatorio de cita",
                 "body":"Tu cita es mañana, 15 de diciembre, a las 14:30 para un masaje sueco.",
                 "idempotency_key":"reminder-1"}""".formatted(
                        user.substring("whatsapp:".length())));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
        assertThat(bot.awaitByRest(user, before + 1).getLast().body()).contains("15 de diciembre");
        var again = bot.operator("POST", "/api/v1/notifications", "application/json", """
                {"to":"%s","event":"APPOINTMENT_REMINDER_24H","subject":"Recordatorio de cita",
                 "body":"Tu cita es mañana, 15 de diciembre, a las 14:30 para un masaje sueco.",
                 "idempotency_key":"reminder-1"}""".formatted(
                        user.substring("whatsapp:".length())));
        assertThat(again.statusCode()).isEqualTo(200);
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().session(BotUnderTest.waId(user)))
                        .extracting(session -> session.get("last_notice"))
                        .isNotNull());

        bot.say(user, "¿puedo cambiarla para las cuatro?");
        assertThat(asked()).contains("APPOINTMENT_REMINDER_24H", "Recordatorio de cita", "15 de diciembre");
        assertThat(bot.twilio.sentTo(user).stream().map(StandInMessage::body).filter(b -> b.contains("15 de dic")))
                .hasSize(1);
    }

    @Test
    void aKnownContactIsKnownToTheModelAndAStrangerIsNot() {
        String user = bot.newUser();
        String stranger = bot.newUser();
        var put = bot.operator("PUT", "/api/v1/contacts/C-17", "application/json", """
                {"addresses":["%s"],"name":"Berta Ferrer","language":"es","facts":{"note":"debe 300 euros"}}""".formatted(
                        user.substring("whatsapp:".length())));
        assertThat(put.statusCode()).as(put.body()).isIn(200, 201, 204);

        bot.say(user, "¿qué sabéis de mis tratamientos anteriores?");
        assertThat(asked()).contains("Berta Ferrer").doesNotContain("300 euros", BotUnderTest.waId(user));
        bot.say(stranger, "¿qué sabéis de mis tratamientos anteriores?");
        assertThat(asked()).doesNotContain("Berta Ferrer");
    }

    @Test
    void aVoiceNoteIsAnsweredByWhatWasSaid() {
        bot.model.hearing("¿cuánto cuesta el masaje sueco?").answerWith(new ModelScript.Cite());
        String user = bot.newUser();
        TwilioInboundWebhook note =
                bot.twilio.webhooks().from(user).named("Ana Pérez").voiceNote();
        bot.deliver(note);

        assertThat(bot.awaitByRest(user, 1).getFirst().body()).contains("45 euros");
        assertThat(bot.awaitInbound(note.messageSid(), "answered"))
                .containsEntry("content", "¿cuánto cuesta el masaje sueco?")
                .containsEntry("spoken", true);
    }

    @Test
    void aVoiceNoteThatCannotBeUnderstoodIsToldSo() {
        bot.model.hearing("");
        String user = bot.newUser();
        bot.deliver(bot.twilio.webhooks().from(user).named("Ana Pérez").voiceNote());

        assertThat(bot.awaitByRest(user, 1).getFirst().body()).containsIgnoringCase("audio");
        assertThat(bot.model.requests()).extracting(ModelRequest::path).noneMatch(path -> path.contains("completions"));
    }

    @Test
    void aPictureIsShownToTheModel() {
        bot.model.answerWith(new ModelScript.Canned("Veo un folleto."));
        String user = bot.newUser();
        bot.deliver(bot.twilio.webhooks().from(user).named("Ana Pérez").image("¿qué es esto que me llegó?"));

        assertThat(bot.awaitByRest(user, 1).getFirst().body()).isEqualTo("Veo un folleto.");
        assertThat(asked()).contains("data:image/jpeg;base64,");
    }

    @Test
    void whatHappensIsToldToASignedWebhook() throws Exception {
        String user = bot.newUser();
        bot.say(user, "hola, una pregunta sobre los masajes");
        String conversation = bot.publicConversation(user);

        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(HEARD)
                        .anyMatch(heard -> heard.is("message_received", conversation))
                        .anyMatch(heard -> heard.is("message_sent", conversation)));
        for (Heard heard : HEARD) {
            assertThat(signs(heard)).as(heard.signature()).isTrue();
        }
    }

    private static boolean signs(Heard heard) throws Exception {
        String time = heard.signature().replaceAll("^t=(\\d+),v1=[0-9a-f]+$", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] digest = mac.doFinal((time + "." + heard.body()).getBytes(StandardCharsets.UTF_8));
        return heard.signature().endsWith(",v1=" + HexFormat.of().formatHex(digest));
    }

    @Test
    void aRefusalIsAnAnswerOfItsOwnKind() {
        bot.model.answerWith(new ModelScript.Refuse());
        String user = bot.newUser();

        assertThat(bot.say(user, "¿qué medicina me tomo para dormir?"))
                .isEqualTo(BuiltInText.REFUSAL.in(Language.SPANISH));
    }

    @Test
    void aConversationIsOneThreadOfTheProvider() {
        try (BotUnderTest hosted = BotUnderTest.start(Map.of(
                "RECADO_LLM", "openai-hosted",
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model"))) {
            String user = hosted.newUser();
            hosted.say(user, "¿me podéis contar algo de vosotros?");
            hosted.say(user, "¿y alguna cosa más, por favor?");

            assertThat(hosted.model.requests())
                    .extracting(ModelRequest::path)
                    .containsExactly("/v1/conversations", "/v1/responses", "/v1/responses");
            assertThat(requireNonNull(hosted.store().session(BotUnderTest.waId(user)))
                            .getString("thread"))
                    .startsWith("conv_");
        }
    }
}
