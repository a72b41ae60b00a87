package dev.recado.adapter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.BusinessRecords.LeadRecord;
import dev.recado.domain.event.BusinessRecords.Page;
import dev.recado.domain.event.BusinessRecords.Place;
import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.notification.NotificationStateUseCase;
import dev.recado.domain.notification.NotificationStateUseCase.State;
import dev.recado.domain.notification.Notifications.StoredNotification;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

@MicronautTest
@Property(name = "core", value = "mocked")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "recado.ops-token", value = NotificationsAndRecordsIT.TOKEN)
@Property(name = "recado.twilio-paths", value = "/api/v1/notifications,/api/v1/leads")
class NotificationsAndRecordsIT {
    static final String TOKEN = "s3cret-of-the-operators";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConversationId ANA = ConversationId.of(new Phone("+15550100001"));

    private final EmbeddedServer server;
    private final NotifyUseCase notify;
    private final NotificationStateUseCase states;
    private final BusinessRecords records;

    NotificationsAndRecordsIT(
            EmbeddedServer server, NotifyUseCase notify, NotificationStateUseCase states, BusinessRecords records) {
        this.server = server;
        this.notify = notify;
        this.states = states;
        this.records = records;
    }

    @BeforeEach
    void aFreshCore() {
        reset(notify, states, records);
    }

    private Reply get(String path) throws IOException {
        return RawHttpRequest.get(server.getPort(), path).bearing(TOKEN).send();
    }

    private RawHttpRequest post(String body) {
        return RawHttpRequest.post(server.getPort(), "/api/v1/notifications", body)
                .bearing(TOKEN);
    }

    private Notification asked() {
        ArgumentCaptor<Notification> asked = ArgumentCaptor.forClass(Notification.class);
        verify(notify).notify(asked.capture());
        return asked.getValue();
    }

    @Test
    void aNotificationIsAcceptedAsRequested() throws IOException {
        when(notify.notify(any())).thenReturn(new NotifyResult.Queued());

        Reply reply = post("""
                {"to": "whatsapp:+15550100001", "event": "REMINDER_24H", "subject": "Cita", "body": "Mañana a las 10",
                 "template": {"name": "recordatorio", "language": "es_MX", "variables": ["Ana", "10:00"]}}""").send();

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json()).isEqualTo(Map.of("id", "an-id-of-our-own", "status", "queued"));
        assertThat(asked())
                .isEqualTo(new Notification(
                        "an-id-of-our-own",
                        new Phone("+15550100001"),
                        null,
                        "REMINDER_24H",
                        "Cita",
                        "Mañana a las 10",
                        new Template("recordatorio", "es_MX", List.of("Ana", "10:00"), "Mañana a las 10"),
                        NOON));
    }

    @Test
    void theSameKeyIsTheSameNotificationInTheBodyOrTheHeader() throws IOException {
        when(notify.notify(any())).thenReturn(new NotifyResult.Queued());
        Object inBody = post("{\"to\":\"+15550100001\",\"event\":\"E\",\"body\":\"b\",\"idempotency_key\":\"k1\"}")
                .send()
                .json()
                .get("id");
        Object inHeader = post("{\"to\":\"+15550100001\",\"event\":\"E\",\"body\":\"b\"}")
                .with("Idempotency-Key", "k1")
                .send()
                .json()
                .get("id");

        assertThat(inBody).isEqualTo(inHeader).isNotEqualTo("an-id-of-our-own");
    }

    @Test
    void aRepeatShowsTheStateAndADifferentRequestIsAConflict() throws IOException {
        String body = "{\"to\":\"+15550100001\",\"event\":\"E\",\"body\":\"b\"}";
        Notification first = new Notification("n", new Phone("+15550100001"), null, "E", "", "b", null, NOON);
        when(notify.notify(any()))
                .thenReturn(new NotifyResult.Known(new StoredNotification(first, Notification.Status.SENT, null)));
        when(states.state(any())).thenReturn(Optional.of(new State("n", "E", "delivered", null)));

        Reply again = post(body).send();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).containsEntry("status", "delivered");

        when(notify.notify(any())).thenReturn(new NotifyResult.Conflict());
        assertThat(post(body).send().status()).isEqualTo(409);
        when(notify.notify(any())).thenReturn(new NotifyResult.NoProvider());
        assertThat(post(body).send().status()).isEqualTo(400);
        when(notify.notify(any())).thenThrow(new PortUnavailableException("gone"));
        assertThat(post(body).send().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|a JSON object",
                "{\"to\":\"0034\",\"event\":\"E\",\"body\":\"b\"}|to:",
                "{\"to\":\"+15550100001\",\"event\":\"E\",\"body\":\"b\"}{}|the body is not JSON",
                "{\"to\":\"+15550100001\",\"event\":\"E\",\"event\":\"F\",\"body\":\"b\"}|event: the field stands twice",
                "{\"to\":\"+15550100001\",\"event\":\"a b\",\"body\":\"b\"}|event:",
                "{\"to\":\"+15550100001\",\"event\":\"E\"}|body:",
                "{\"to\":\"+15550100001\",\"event\":\"E\",\"body\":7}|body:",
                "{\"to\":\"+15550100001\",\"event\":\"E\",\"body\":\"b\",\"channel\":\"sms\"}|channel:",
                "{\"to\":\"+15550100001\",\"event\":\"E\",\"template\":{\"name\":\"x\"}}|template.language:",
                "{\"to\":\"+15550100001\",\"event\":\"E\",\"template\":{\"name\":\"x\",\"language\":\"es\","
                        + "\"variables\":[\"a\\nb\"]}}|template.variables:",
            })
    void anInvalidRequestIsExplainedAndNothingIsStored(String body, String why) throws IOException {
        Reply reply = post(body).send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains(why);
        verifyNoInteractions(notify);
    }

    @Test
    void theStateOfANotificationIsShown() throws IOException {
        when(states.state("n1")).thenReturn(Optional.of(new State("n1", "E", "refused", "opted_out")));
        when(states.state("n2")).thenReturn(Optional.empty());

        assertThat(get("/api/v1/notifications/n1").json())
                .isEqualTo(Map.of("id", "n1", "event", "E", "status", "refused", "reason", "opted_out"));
        assertThat(get("/api/v1/notifications/n2").status()).isEqualTo(404);
    }

    @Test
    void eventsAreShownAPageAtATime() throws IOException {
        BusinessEvent event = BusinessEvent.of(BusinessEvent.Type.OPTED_OUT, "SM1", ANA, NOON, Map.of("word", "BAJA"));
        when(records.events(BusinessEvent.Type.OPTED_OUT, ANA, new Page(1, null)))
                .thenReturn(List.of(event));
        when(records.events(null, null, new Page(50, new Place(NOON, event.id()))))
                .thenReturn(List.of());

        Map<String, Object> page = get("/api/v1/events?type=opted_out&limit=1&conversation="
                        + FakeIdKey.ids().of(ANA))
                .json();
        assertThat(page.get("events"))
                .isEqualTo(List.of(Map.of(
                        "id",
                        "opted_out/SM1",
                        "conversation",
                        FakeIdKey.ids().of(ANA),
                        "type",
                        "opted_out",
                        "at",
                        "2026-11-21T12:00:00Z",
                        "details",
                        Map.of("word", "BAJA"))));
        assertThat(get("/api/v1/events?after=" + page.get("next")).json()).isEqualTo(Map.of("events", List.of()));
    }

    @Test
    void theNextPageBeginsBehindAnEventWhoseIdNamesTheConversation() throws IOException {
        BusinessEvent closed = BusinessEvent.closed(ANA, NOON, NOON);
        when(records.events(null, null, new Page(1, null))).thenReturn(List.of(closed));
        when(records.events(null, null, new Page(1, new Place(NOON, closed.id()))))
                .thenReturn(List.of());

        Object next = get("/api/v1/events?limit=1").json().get("next");

        assertThat(String.valueOf(next)).doesNotContain(ANA.toString());
        assertThat(get("/api/v1/events?limit=1&after=" + next).json()).isEqualTo(Map.of("events", List.of()));
    }

    @Test
    void leadsAreShown() throws IOException {
        when(records.leads(new Page(50, null)))
                .thenReturn(List.of(new LeadRecord("l1", ANA, "Ana", "ana@example.com", null, "whatsapp", NOON)));

        assertThat(get("/api/v1/leads").body()).contains("\"name\":\"Ana\"", "ana@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/events?type=nothing",
                "/api/v1/events?conversation=ana",
                "/api/v1/events?limit=0",
                "/api/v1/leads?after=yesterday",
                "/api/v1/events?after=2026-11-21T12:00:00Z,opted_out/SM1",
                "/api/v1/handoffs?limit=501"
            })
    void anInvalidPageIsRefused(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(400);
        verifyNoInteractions(records);
    }

    @Test
    void theyNeedTheTokenEvenWhenListedAsAWebhookPath() throws IOException {
        for (String path : List.of("/api/v1/leads", "/api/v1/handoffs", "/api/v1/events", "/api/v1/notifications/n")) {
            assertThat(RawHttpRequest.get(server.getPort(), path).send().status())
                    .isEqualTo(401);
        }
        RawHttpRequest withoutToken = RawHttpRequest.post(server.getPort(), "/api/v1/notifications", "{}");
        assertThat(withoutToken.send().status()).isEqualTo(401);
        verifyNoInteractions(notify, records);
    }

    @Test
    void withoutAnEventsUrlAReplayIsAConflict() throws IOException {
        Reply reply = RawHttpRequest.post(server.getPort(), "/api/v1/events/replay", "")
                .bearing(TOKEN)
                .send();

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body()).contains("RECADO_EVENTS_URL");
    }
}
