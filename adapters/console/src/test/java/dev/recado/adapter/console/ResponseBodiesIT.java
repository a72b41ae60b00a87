package dev.recado.adapter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.MessageSender.CredentialCheck;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.SendTestUseCase;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.BusinessRecords.Handoff;
import dev.recado.domain.event.BusinessRecords.LeadRecord;
import dev.recado.domain.event.BusinessRecords.Page;
import dev.recado.domain.event.BusinessRecords.Requester;
import dev.recado.domain.event.ReplayEventsUseCase;
import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.intake.ReconcileUseCase;
import dev.recado.domain.intake.ReconcileUseCase.Reconciliation;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.Source;
import dev.recado.domain.notification.NotificationStateUseCase;
import dev.recado.domain.notification.NotificationStateUseCase.State;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.operation.DiagnoseUseCase;
import dev.recado.domain.operation.Probe.Finding;
import dev.recado.domain.operation.ReplayDeadLetterUseCase;
import dev.recado.domain.operation.ReplayDeadLetterUseCase.Replay;
import dev.recado.domain.operation.Settings;
import dev.recado.domain.operation.Settings.Setting;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every body of the API's answers, byte by byte: clients may rely on the names, on the order, and on which empty
/// fields are there.
@MicronautTest
@Property(name = "core", value = "mocked")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "recado.ops-token", value = ResponseBodiesIT.TOKEN)
@Property(name = "recado.events-url", value = "http://127.0.0.1:9/events")
@Property(name = "recado.version", value = "1.2.3")
class ResponseBodiesIT {
    static final String TOKEN = "s3cret-of-the-operators";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConversationId ANA = ConversationId.of(new Phone("+15550100001"));
    private static final String CONVERSATION = FakeIdKey.ids().of(ANA);

    private final EmbeddedServer server;
    private final BusinessRecords records;
    private final ContactBook book;
    private final NotifyUseCase notify;
    private final NotificationStateUseCase states;
    private final ReplayEventsUseCase replayEvents;
    private final DeadLetters letters;
    private final ReplayDeadLetterUseCase replay;
    private final ReconcileUseCase reconcile;
    private final DiagnoseUseCase diagnose;
    private final Settings settings;
    private final MessageSender sender;
    private final SendTestUseCase sendTest;

    ResponseBodiesIT(
            EmbeddedServer server,
            BusinessRecords records,
            ContactBook book,
            NotifyUseCase notify,
            NotificationStateUseCase states,
            ReplayEventsUseCase replayEvents,
            DeadLetters letters,
            ReplayDeadLetterUseCase replay,
            ReconcileUseCase reconcile,
            DiagnoseUseCase diagnose,
            Settings settings,
            MessageSender sender,
            SendTestUseCase sendTest) {
        this.server = server;
        this.records = records;
        this.book = book;
        this.notify = notify;
        this.states = states;
        this.replayEvents = replayEvents;
        this.letters = letters;
        this.replay = replay;
        this.reconcile = reconcile;
        this.diagnose = diagnose;
        this.settings = settings;
        this.sender = sender;
        this.sendTest = sendTest;
    }

    @BeforeEach
    void aFreshCore() {
        reset(records, book, notify, states, replayEvents, letters, replay);
        reset(reconcile, diagnose, settings, sender, sendTest);
        when(sender.channel()).thenReturn(Channel.TWILIO);
    }

    private String get(String path) throws IOException {
        return RawHttpRequest.get(server.getPort(), path).bearing(TOKEN).send().body();
    }

    private String post(String path, String body) throws IOException {
        return RawHttpRequest.post(server.getPort(), path, body)
                .bearing(TOKEN)
                .send()
                .body();
    }

    @Test
    void events() throws IOException {
        BusinessEvent event = BusinessEvent.of(
                BusinessEvent.Type.OPTED_OUT, "SM1", ANA, NOON, Map.of("word", "BAJA", "by", "user", "empty", ""));
        when(records.events(null, null, new Page(1, null))).thenReturn(List.of(event));
        when(records.events(null, null, new Page(50, null))).thenReturn(List.of());

        assertThat(get("/api/v1/events?limit=1"))
                .isEqualTo("{\"events\":[{\"id\":\"opted_out/SM1\",\"conversation\":\"" + CONVERSATION
                        + "\",\"type\":\"opted_out\",\"at\":\"2026-11-21T12:00:00Z\","
                        + "\"details\":{\"by\":\"user\",\"empty\":\"\",\"word\":\"BAJA\"}}],"
                        + "\"next\":\"2026-11-21T12:00:00Z,"
                        + FakeIdKey.ids().sealedPlace("opted_out/SM1") + "\"}");
        assertThat(get("/api/v1/events")).isEqualTo("{\"events\":[]}");
    }

    @Test
    void leads() throws IOException {
        when(records.leads(new Page(50, null)))
                .thenReturn(List.of(
                        new LeadRecord("l1", ANA, "Ana", "ana@example.com", "+15550100001", "whatsapp", NOON),
                        new LeadRecord("l2", ANA, null, null, null, null, NOON)));

        assertThat(get("/api/v1/leads"))
                .isEqualTo("{\"leads\":[{\"id\":\"l1\",\"conversation\":\"" + CONVERSATION
                        + "\",\"name\":\"Ana\",\"email\":\"ana@example.com\",\"phone\":\"+15550100001\","
                        + "\"source\":\"whatsapp\",\"created_at\":\"2026-11-21T12:00:00Z\"},"
                        + "{\"id\":\"l2\",\"conversation\":\"" + CONVERSATION + "\",\"name\":null,\"email\":null,"
                        + "\"phone\":null,\"source\":null,\"created_at\":\"2026-11-21T12:00:00Z\"}]}");
    }

    @Test
    void handoffs() throws IOException {
        when(records.handoffs(new Page(1, null)))
                .thenReturn(List.of(new Handoff(
                        "h1",
                        ANA,
                        "asked",
                        "user",
                        new Requester("+15550100001", null, "Ana", null),
                        "requested",
                        NOON)));

        assertThat(get("/api/v1/handoffs?limit=1"))
                .isEqualTo("{\"handoffs\":[{\"id\":\"h1\",\"conversation\":\"" + CONVERSATION
                        + "\",\"reason\":\"asked\",\"requested_by\":\"user\",\"phone\":\"+15550100001\","
                        + "\"user_id\":null,\"name\":\"Ana\",\"text\":null,\"status\":\"requested\","
                        + "\"requested_at\":\"2026-11-21T12:00:00Z\"}],\"next\":\"2026-11-21T12:00:00Z,"
                        + FakeIdKey.ids().sealedPlace("h1") + "\"}");
    }

    @Test
    void contacts() throws IOException {
        when(book.get("C-1"))
                .thenReturn(
                        Optional.of(new Contact("C-1", Set.of(new Phone("+15550100001")), null, null, null, Map.of())));

        assertThat(get("/api/v1/contacts/C-1"))
                .isEqualTo("{\"id\":\"C-1\",\"addresses\":[\"+15550100001\"],\"name\":null,\"email\":null,"
                        + "\"language\":null,\"facts\":{}}");
        assertThat(RawHttpRequest.put(
                                server.getPort(),
                                "/api/v1/contacts/C-2",
                                "{\"addresses\": [\"+15550100001\"], \"name\": \"Ana\", \"language\": \"es\","
                                        + " \"facts\": {\"plan\": \"oro\", \"age\": 7}}")
                        .bearing(TOKEN)
                        .send()
                        .body())
                .isEqualTo("{\"id\":\"C-2\",\"addresses\":[\"+15550100001\"],\"name\":\"Ana\",\"email\":null,"
                        + "\"language\":\"es\",\"facts\":{\"age\":\"7\",\"plan\":\"oro\"}}");
    }

    @Test
    void anImportOfContacts() throws IOException {
        assertThat(sheet("id,phone\nC-1,+15550100001\n")).isEqualTo("{\"kept\":1,\"refused\":0,\"faults\":[]}");
        assertThat(sheet("id,phone\nC-1,\n"))
                .isEqualTo("{\"kept\":0,\"refused\":1,"
                        + "\"faults\":[{\"line\":2,\"why\":\"addresses: expected 1 to 10\"}]}");
    }

    private String sheet(String csv) throws IOException {
        return RawHttpRequest.post(server.getPort(), "/api/v1/contacts/import", csv)
                .with("Content-Type", "text/csv")
                .bearing(TOKEN)
                .send()
                .body();
    }

    @Test
    void notifications() throws IOException {
        when(notify.notify(any())).thenReturn(new NotifyResult.Queued());
        when(states.state("n1")).thenReturn(Optional.of(new State("n1", "E", "refused", "opted_out")));
        when(states.state("n2")).thenReturn(Optional.of(new State("n2", "E", "sent", null)));

        assertThat(post("/api/v1/notifications", "{\"to\":\"+15550100001\",\"event\":\"E\",\"body\":\"b\"}"))
                .isEqualTo("{\"id\":\"an-id-of-our-own\",\"status\":\"queued\"}");
        assertThat(get("/api/v1/notifications/n1"))
                .isEqualTo("{\"id\":\"n1\",\"event\":\"E\",\"status\":\"refused\",\"reason\":\"opted_out\"}");
        assertThat(get("/api/v1/notifications/n2")).isEqualTo("{\"id\":\"n2\",\"event\":\"E\",\"status\":\"sent\"}");
        assertThat(get("/api/v1/notifications/n3"))
                .isEqualTo("{\"error\":\"not_found\",\"message\":\"there is no such notification\"}");
    }

    @Test
    void aReplayOfEvents() throws IOException {
        when(replayEvents.replay()).thenReturn(0);
        assertThat(post("/api/v1/events/replay", "")).isEqualTo("{\"again\":0}");
    }

    @Test
    void deadLetters() throws IOException {
        InboundMessage message = InboundMessage.of(
                new Origin(Channel.TWILIO, "SM1", Source.WHATSAPP, null, null),
                new Sender(new Phone("+15550100001"), null, "Ana"),
                new Content.Text("my secret words"),
                NOON.minusSeconds(9),
                NOON.minusSeconds(9));
        when(letters.list(1, null))
                .thenReturn(List.of(new DeadLetter(message, new Failure("model: HTTP 503", 2), NOON, null)));
        when(letters.list(50, null)).thenReturn(List.of());
        MessageId id = new MessageId("twilio:SM1");
        when(replay.replay(id)).thenReturn(new Replay.Accepted(new MessageId("twilio:SM1~1")));

        assertThat(get("/api/v1/dead-letters?limit=1"))
                .isEqualTo("{\"dead_letters\":[{\"id\":\"twilio:SM1\",\"conversation\":\""
                        + FakeIdKey.ids().of(message.conversationId())
                        + "\",\"from\":\"…0001\",\"kind\":\"text\",\"reason\":\"model: HTTP 503\",\"attempts\":2,"
                        + "\"received_at\":\"2026-11-21T11:59:51Z\",\"dead_at\":\"2026-11-21T12:00:00Z\"}],"
                        + "\"next\":\"2026-11-21T12:00:00Z,twilio:SM1\"}");
        assertThat(get("/api/v1/dead-letters")).isEqualTo("{\"dead_letters\":[]}");
        assertThat(post("/api/v1/dead-letters/twilio:SM1/replay", ""))
                .isEqualTo("{\"id\":\"twilio:SM1\",\"replayed_as\":\"twilio:SM1~1\"}");
    }

    @Test
    void reconciliations() throws IOException {
        when(reconcile.reconcile(any()))
                .thenReturn(new Reconciliation.Done(NOON, 5, 2, true))
                .thenReturn(new Reconciliation.Done(NOON, 0, 0, false));

        assertThat(post("/api/v1/reconcile", ""))
                .isEqualTo("{\"since\":\"2026-11-21T12:00:00Z\",\"listed\":5,\"taken_in\":2,\"known\":3}");
        assertThat(post("/api/v1/reconcile", ""))
                .isEqualTo("{\"since\":\"2026-11-21T12:00:00Z\",\"listed\":0,\"taken_in\":0,\"known\":0,"
                        + "\"incomplete\":true}");
    }

    @Test
    void diagnostics() throws IOException {
        when(diagnose.diagnose())
                .thenReturn(new TreeMap<>(Map.of(
                        "model", new Finding(false, Map.of()),
                        "store", new Finding(true, Map.of("kind", "embedded", "sizes", List.of())))));
        when(settings.all()).thenReturn(List.of(new Setting("RECADO_FAQ_FILE", "", "default", false)));

        assertThat(get("/api/v1/diag").replaceFirst("\"uptime\":\"[^\"]*\"", "\"uptime\":\"\""))
                .isIn(diag("\"kind\":\"embedded\",\"sizes\":[]"), diag("\"sizes\":[],\"kind\":\"embedded\""));
    }

    private static String diag(String details) {
        return "{\"version\":\"1.2.3\",\"java\":\"" + Runtime.version()
                + "\",\"uptime\":\"\",\"channels\":[\"twilio\"],"
                + "\"warnings\":[],\"parts\":{\"model\":{\"up\":false,\"details\":{}},\"store\":{\"up\":true,\"details\":{"
                + details + "}}},\"settings\":[{\"name\":\"RECADO_FAQ_FILE\",\"value\":\"\",\"from\":\"default\","
                + "\"secret\":false}]}";
    }

    @Test
    void credentials() throws IOException {
        when(sender.checkCredentials())
                .thenReturn(new CredentialCheck.Valid("AC…0001"))
                .thenReturn(new CredentialCheck.Rejected("20003 Authenticate"))
                .thenReturn(new CredentialCheck.Unreachable("no answer"));

        assertThat(get("/api/v1/test"))
                .isEqualTo("{\"channels\":[{\"channel\":\"twilio\",\"result\":\"valid\",\"account\":\"AC…0001\"}]}");
        String error = "{\"error\":\"credentials\",\"message\":\"the credentials do not work for: twilio\",";
        assertThat(get("/api/v1/test"))
                .isEqualTo(error
                        + "\"channels\":[{\"channel\":\"twilio\",\"result\":\"rejected\","
                        + "\"reason\":\"20003 Authenticate\"}]}");
        assertThat(get("/api/v1/test"))
                .isEqualTo(
                        error
                                + "\"channels\":[{\"channel\":\"twilio\",\"result\":\"unreachable\",\"reason\":\"no answer\"}]}");
    }

    @Test
    void testMessages() throws IOException {
        when(sendTest.send(any(), any(), any()))
                .thenReturn(new SendOutcome.Accepted("SM1"))
                .thenReturn(new SendOutcome.Refused("63003", "To not found on channel"));

        String request = "{\"to\": \"+15550100001\", \"text\": \"hola\"}";
        assertThat(post("/api/v1/send-test", request)).isEqualTo("{\"outcome\":\"accepted\",\"external_id\":\"SM1\"}");
        assertThat(post("/api/v1/send-test", request))
                .isEqualTo("{\"error\":\"refused\",\"code\":\"63003\",\"message\":\"To not found on channel\"}");
    }

    @Test
    void health() throws IOException {
        when(diagnose.diagnose())
                .thenReturn(new TreeMap<>(Map.of(
                        "model", new Finding(false, Map.of(), List.of("the model's key is wrong")),
                        "store", new Finding(true, Map.of("kind", "embedded")))))
                .thenReturn(new TreeMap<>(Map.of("store", new Finding(true, Map.of()))));

        assertThat(get("/health"))
                .isEqualTo("{\"name\":\"recado\",\"status\":\"DOWN\",\"details\":{\"model\":{\"status\":\"DOWN\","
                        + "\"details\":{}},\"store\":{\"status\":\"UP\",\"details\":{\"kind\":\"embedded\"}}},"
                        + "\"warnings\":[\"the model's key is wrong\"]}");
        assertThat(get("/health"))
                .isEqualTo("{\"name\":\"recado\",\"status\":\"UP\","
                        + "\"details\":{\"store\":{\"status\":\"UP\",\"details\":{}}}}");
        assertThat(get("/health/liveness")).isEqualTo("{\"name\":\"recado\",\"status\":\"UP\"}");
    }
}
