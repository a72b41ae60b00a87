package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.core.WebhookDelivery;
import dev.recado.adapter.simulator.core.WebhookTarget;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelStandIn;
import dev.recado.application.catalogue.SettingCatalogue;
import dev.recado.application.catalogue.SettingDefinition;
import dev.recado.application.configuration.Configuration;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A running Recado between stand-ins for Twilio and a model, with its log and its store laid open.
public final class BotUnderTest implements AutoCloseable {
    public static final String PUBLIC_URL = "https://bot.example.com";
    public static final Duration SOON = Duration.ofSeconds(20);
    private static final int LONG_ENOUGH_TO_BE_TOLD_APART = 12;

    public final TwilioStandIn twilio = TwilioStandIn.start(StandInOptions.of(InstantSource.system(), new Random(4)));
    public final ModelStandIn model = ModelStandIn.start(0, InstantSource.system());
    public final LogCapture log = LogCapture.begin();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Map<String, String> settings;
    private final AtomicInteger users = new AtomicInteger();
    private final Set<String> personal = ConcurrentHashMap.newKeySet();
    private RunningApplication running;
    private StoredDocuments store;

    private BotUnderTest(Map<String, String> more) {
        try {
            data = Files.createTempDirectory("recado-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings = new LinkedHashMap<>(Map.of(
                "RECADO_PORT",
                "0",
                "RECADO_HOST",
                "127.0.0.1",
                "RECADO_DATA_DIR",
                data.toString(),
                "RECADO_PUBLIC_URL",
                PUBLIC_URL,
                "RECADO_SIMULATOR",
                "off",
                "RECADO_QUIET_TIME",
                "0",
                "TWILIO_ACCOUNT_SID",
                twilio.account().sid(),
                "TWILIO_AUTH_TOKEN",
                twilio.account().authToken(),
                "TWILIO_API_BASE",
                twilio.baseUrl().toString()));
        // many users behind one sender, and users who write more than people do
        settings.putAll(Map.of("RECADO_SENDER_PER_SECOND", "0", "RECADO_USER_EVERY", "0"));
        settings.putAll(Map.of("RECADO_LIMIT_PER_MINUTE", "0", "RECADO_LIMIT_PER_DAY", "0", "RECADO_REPEATS", "0"));
        settings.put("RECADO_FAQ_FILE", exampleFaq());
        settings.putAll(more);
        running = boot();
        store = StoredDocuments.of(running.context());
    }

    /// The example's curated answers, as a business's own; an empty setting means none.
    private static String exampleFaq() {
        try (InputStream example =
                Objects.requireNonNull(BotUnderTest.class.getResourceAsStream("/recado/example/faq.yaml"))) {
            Path copy = Files.createTempFile("recado-faq", ".yaml");
            copy.toFile().deleteOnExit();
            Files.copy(example, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts Recado with these settings beside those that join it to the stand-ins.
    public static BotUnderTest start(Map<String, String> more) {
        return new BotUnderTest(more);
    }

    /// The settings that let the model's stand-in answer.
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    private RunningApplication boot() {
        settings.replaceAll((name, value) -> switch (value) {
            case "MODEL" -> model.baseUrl().toString();
            case "ANTHROPIC" -> model.anthropicBaseUrl().toString();
            default -> value;
        });
        RunningApplication started = RunningApplication.start(Configuration.of(settings, Map.of()));
        twilio.pointAt(WebhookTarget.of(URI.create("http://127.0.0.1:" + started.port() + "/webhooks/twilio"))
                .signedAs(URI.create(PUBLIC_URL + "/webhooks/twilio")));
        return started;
    }

    /// Stops it as SIGTERM would.
    public void stop() {
        running.stop();
    }

    /// Starts it again on the same data, after a stop.
    public void startAgain() {
        running = boot();
        store = StoredDocuments.of(running.context());
    }

    /// What whoever starts it is told.
    public String whereToLook() {
        return running.whereToLook();
    }

    public ApplicationContext context() {
        return running.context();
    }

    /// An id as the log shows it.
    public String logged(String id) {
        return running.context().getBean(PublicIds.class).abbreviated(id);
    }

    /// The id that the user's conversation has in the log, in events and in the API.
    public String publicConversation(String user) {
        String stored = Objects.requireNonNull(store.session(waId(user))).getString("conversation_id");
        return running.context().getBean(PublicIds.class).of(ConversationId.parse(stored));
    }

    public StoredDocuments store() {
        return store;
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + running.port() + path);
    }

    /// The address of a user whom nobody has seen yet.
    public String newUser() {
        String digits = "1555%07d".formatted(9_000_000 + 7919 * users.incrementAndGet());
        personal.add(digits);
        return "whatsapp:+" + digits;
    }

    public static String waId(String user) {
        return user.substring("whatsapp:+".length());
    }

    public TwilioInboundWebhook text(String user, String words) {
        if (words.length() >= LONG_ENOUGH_TO_BE_TOLD_APART) {
            personal.add(words);
        }
        return twilio.webhooks().from(user).named("Ana Pérez").text(words);
    }

    public WebhookDelivery deliver(TwilioInboundWebhook webhook) {
        WebhookDelivery delivery = twilio.deliver(webhook);
        assertThat(delivery.status()).as("%s", delivery.trace()).isEqualTo(200);
        return delivery;
    }

    /// Sends the words as the user and waits for the answers by REST.
    public List<String> say(String user, String words, int answers) {
        int before = byRest(user).size();
        deliver(text(user, words));
        return awaitByRest(user, before + answers).stream()
                .skip(before)
                .map(StandInMessage::body)
                .toList();
    }

    public String say(String user, String words) {
        return say(user, words, 1).getFirst();
    }

    /// What Recado sent to the user by the REST API, oldest first.
    public List<StandInMessage> byRest(String user) {
        return twilio.sentTo(user).stream()
                .filter(message -> message.direction() == StandInMessage.Direction.OUTBOUND_API)
                .toList();
    }

    public List<StandInMessage> awaitByRest(String user, int count) {
        await().atMost(SOON).until(() -> byRest(user).size() >= count);
        return byRest(user);
    }

    /// Waits until the message with this SID has this status in the store.
    public Document awaitInbound(String sid, String status) {
        return awaitDocument(() -> store.inbound(sid), status);
    }

    /// Waits until the first part of the answer to this message has this status in the store.
    public Document awaitPart(String sid, String status) {
        return awaitDocument(() -> store.partsOf(sid).stream().findFirst().orElse(null), status);
    }

    private static Document awaitDocument(java.util.function.Supplier<@Nullable Document> find, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(find.get()).isNotNull().containsEntry("status", status));
        return Objects.requireNonNull(find.get());
    }

    /// Waits until a line holds all of these words.
    public String awaitLine(String... words) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(log.with(words))
                        .as("a line with %s", List.of(words))
                        .isNotEmpty());
        return log.with(words).getFirst();
    }

    /// Holds that nothing more is sent to the user for a while.
    public void staysQuiet(String user, int count) {
        await().during(Duration.ofMillis(400))
                .atMost(SOON)
                .until(() -> twilio.sentTo(user).size() == count);
    }

    /// Posts a body as it stands, signed over the public URL of the path with this form's parameters.
    public HttpResponse<String> postSigned(String path, String body) {
        String signature = twilio.webhooks().of(Form.parse(body)).signature(URI.create(PUBLIC_URL + path));
        return post(path, body, "application/x-www-form-urlencoded; charset=UTF-8", signature);
    }

    /// Posts a body as it stands; an empty signature leaves the header out.
    public HttpResponse<String> post(String path, String body, String contentType, String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path))
                .header("Content-Type", contentType)
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!signature.isEmpty()) {
            request.header("X-Twilio-Signature", signature);
        }
        return send(request);
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).timeout(SOON);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /// As the operator.
    public HttpResponse<String> operator(String path) {
        return get(path, "Authorization", "Bearer " + settings.get("RECADO_OPS_TOKEN"));
    }

    /// As the operator.
    public HttpResponse<String> operator(String method, String path, String type, String body) {
        return send(HttpRequest.newBuilder(url(path))
                .timeout(SOON)
                .header("Authorization", "Bearer " + settings.get("RECADO_OPS_TOKEN"))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /// The record of the first part of the last answer to the user, once it is written.
    public Document awaitAnswer(String user) {
        await().atMost(SOON).until(() -> store.answersTo(user), answers -> !answers.isEmpty());
        return store.answersTo(user).getLast();
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The log so far holds no phone number, no user's words, and no secret.
    public void keptThingsToItself() {
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        secrets.addAll(personal);
        for (SettingDefinition entry : SettingCatalogue.ALL) {
            if (entry.secret() && settings.containsKey(entry.variable())) {
                secrets.add(Objects.requireNonNull(settings.get(entry.variable())));
            }
        }
        secrets.add("wamid.");
        assertThat(secrets).isNotEmpty();
        assertThat(log.lines()).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    }

    @Override
    public void close() {
        running.stop();
        twilio.close();
        model.close();
        http.close();
        log.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
