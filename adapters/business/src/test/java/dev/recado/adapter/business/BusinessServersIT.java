package dev.recado.adapter.business;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventReceiver;
import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.text.Language;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessServersIT {
    private static final Set<UserAddress> ANA =
            Set.of(new Phone("+15550100001"), new BusinessScoped("US.13491208655302741918"));
    private static final BusinessEvent EVENT = BusinessEvent.of(
            BusinessEvent.Type.LEAD_CREATED,
            "SM1",
            ConversationId.of(new Phone("+15550100001")),
            Instant.parse("2026-11-21T10:00:00Z"),
            Map.of("name", "Ana \"la jefa\" Pérez", "email", "ana@example.com"));

    private record ReceivedRequest(String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    private record Response(
            int status, String body, @Nullable String header, String value) {}

    private final SettableClock clock = new SettableClock();
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile Response response = new Response(200, "", null, "");
    private volatile boolean hangs;
    private HttpServer server;
    private ApplicationContext context;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(new ReceivedRequest(
                    exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            Response current = response;
            if (hangs) {
                awaitTheEnd();
            }
            if (current.header() != null) {
                exchange.getResponseHeaders().set(current.header(), current.value());
            }
            byte[] answer = current.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(current.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of(
                        "recado.events-url",
                        base + "/events",
                        "recado.events-secret",
                        "a-secret-of-our-own",
                        "recado.contacts-url",
                        base + "/contacts",
                        "recado.contacts-token",
                        "a-token-of-the-crm"))
                .build();
        context.registerSingleton(InstantSource.class, clock);
        context.registerSingleton(PublicIds.class, FakeIdKey.ids());
        context.start();
    }

    private void awaitTheEnd() {
        try {
            never.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        never.countDown();
        context.close();
        server.stop(0);
    }

    private EventReceiver.Response tell() {
        return context.getBean(EventReceiver.class).deliver(EVENT);
    }

    private Optional<Contact> find() {
        return context.getBean(ContactDirectory.class).find(ANA, clock.instant().plusSeconds(3));
    }

    private void answers(int status, String body) {
        response = new Response(status, body, null, "");
    }

    @Test
    void anEventIsDeliveredByOneSignedPost() {
        assertThat(tell()).isEqualTo(new EventReceiver.Response.Accepted());

        assertThat(received).hasSize(1);
        ReceivedRequest one = received.getFirst();
        assertThat(one.path()).isEqualTo("/events");
        assertThat(one.body())
                .isEqualTo("{\"id\":\"lead_created/SM1\",\"type\":\"lead_created\",\"conversation_id\":\""
                        + FakeIdKey.ids().of(EVENT.conversationId()) + "\",\"at\":\"2026-11-21T10:00:00Z\",\"details\":"
                        + "{\"email\":\"ana@example.com\",\"name\":\"Ana \\\"la jefa\\\" Pérez\"}}");
        assertThat(one.header("Content-type")).isEqualTo("application/json");
        assertThat(one.header("X-recado-signature"))
                .isEqualTo(
                        new EventSignature("a-secret-of-our-own").of(one.body().getBytes(UTF_8), clock.instant()));
    }

    /// Made with `printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret`.
    @Test
    void theSignatureMatchesOtherTools() {
        assertThat(new EventSignature("secret").of("{\"a\":1}".getBytes(UTF_8), Instant.ofEpochSecond(1_700_000_000)))
                .isEqualTo("t=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
    }

    @Test
    void aLongBodyDoesNotUndoA2xx() {
        response = new Response(200, "x".repeat(2 << 20), null, "");
        assertThat(tell()).isEqualTo(new EventReceiver.Response.Accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 410, 500, 503})
    void aResponseOtherThan2xxIsNotAccepted(int status) {
        response = new Response(status, "no", "Location", "/elsewhere");
        assertThat(tell()).isEqualTo(new EventReceiver.Response.NotAccepted("HTTP " + status, null));
        assertThat(received).as("no redirect is followed").hasSize(1);
    }

    @Test
    void itsRetryAfterIsRead() {
        response = new Response(429, "", "Retry-After", "17");
        assertThat(tell()).isEqualTo(new EventReceiver.Response.NotAccepted("HTTP 429", Duration.ofSeconds(17)));
        response = new Response(503, "", "Retry-After", "Sat, 21 Nov 2026 10:00:05 GMT");
        assertThat(tell()).isEqualTo(new EventReceiver.Response.NotAccepted("HTTP 503", Duration.ofSeconds(5)));
    }

    @Test
    void anUnreachableServerIsNotAccepted() {
        server.stop(0);
        assertThat(tell()).isEqualTo(new EventReceiver.Response.NotAccepted("no connection: ConnectException", null));
    }

    @Test
    void aContactIsRequestedWithoutNumbersInTheUrl() {
        answers(200, """
                {"id": 4711, "name": "Ana Pérez", "email": null, "language": "pt-BR", "more": [],
                 "facts": {"plan": "oro", "visits": 3, "vip": true, "nested": {"a": 1}, "empty": ""}}""");

        assertThat(find())
                .contains(new Contact(
                        "4711",
                        ANA,
                        "Ana Pérez",
                        null,
                        Language.PORTUGUESE,
                        Map.of("plan", "oro", "visits", "3", "vip", "true")));
        ReceivedRequest one = received.getFirst();
        assertThat(one.path()).isEqualTo("/contacts");
        assertThat(one.body()).isEqualTo("{\"addresses\":[\"+15550100001\",\"US.13491208655302741918\"]}");
        assertThat(one.header("Authorization")).isEqualTo("Bearer a-token-of-the-crm");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 404})
    void anUnknownContactIsAnAnswer(int status) {
        answers(status, "");
        assertThat(find()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON: +15550100001", "[]", "{}", "{\"id\": null}"})
    void anInvalidContactIsAFailureThatQuotesNothing(String body) {
        answers(200, body);
        assertThatThrownBy(this::find)
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageStartingWith("the contacts' server: an answer ")
                .hasMessageNotContaining("1555");
    }

    @Test
    void aServerThatFailsRepeatedlyIsPaused() {
        answers(500, "");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(this::find).isInstanceOf(PortUnavailableException.class);
        }
        assertThat(received).hasSize(3);

        answers(404, "");
        clock.advance(Duration.ofSeconds(31));
        assertThat(find()).isEmpty();
        answers(500, "");
        assertThatThrownBy(this::find).isInstanceOf(PortUnavailableException.class);
        assertThatThrownBy(this::find).hasMessage("the contacts' server: HTTP 500");
    }

    @Test
    void aServerThatHangsTimesOutAtTheDeadline() {
        hangs = true;
        ContactDirectory directory = context.getBean(ContactDirectory.class);
        assertThatThrownBy(() -> directory.find(ANA, clock.instant().plusMillis(200)))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("the contacts' server: no answer within 200 ms");
    }
}
