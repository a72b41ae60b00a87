package dev.recado.adapter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.intake.ReconcileUseCase;
import dev.recado.domain.intake.ReconcileUseCase.Reconciliation;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.Source;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.operation.DeadLetters.Place;
import dev.recado.domain.operation.ReplayDeadLetterUseCase;
import dev.recado.domain.operation.ReplayDeadLetterUseCase.Replay;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
@Property(name = "core", value = "mocked")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "recado.ops-token", value = DeadLettersAndReconcileIT.TOKEN)
@Property(name = "recado.twilio-paths", value = "/api/v1/reconcile,/api/v1/dead-letters/x/replay")
class DeadLettersAndReconcileIT {
    static final String TOKEN = "s3cret-of-the-operators";
    private static final String LETTERS = "/api/v1/dead-letters";
    private static final String RECONCILE = "/api/v1/reconcile";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final EmbeddedServer server;
    private final DeadLetters letters;
    private final ReplayDeadLetterUseCase replay;
    private final ReconcileUseCase reconcile;

    DeadLettersAndReconcileIT(
            EmbeddedServer server, DeadLetters letters, ReplayDeadLetterUseCase replay, ReconcileUseCase reconcile) {
        this.server = server;
        this.letters = letters;
        this.replay = replay;
        this.reconcile = reconcile;
    }

    @BeforeEach
    void aFreshCore() {
        reset(letters, replay, reconcile);
    }

    private Reply get(String path) throws IOException {
        return RawHttpRequest.get(server.getPort(), path).bearing(TOKEN).send();
    }

    private Reply post(String path) throws IOException {
        return RawHttpRequest.post(server.getPort(), path, "")
                .without("Content-Type")
                .bearing(TOKEN)
                .send();
    }

    private static DeadLetter letter(String sid) {
        UserAddress from = new UserAddress.Phone("+15550100001");
        return new DeadLetter(
                InboundMessage.of(
                        new Origin(Channel.TWILIO, sid, Source.WHATSAPP, null, null),
                        new Sender(from, null, "Ana"),
                        new Content.Text("my secret words"),
                        NOON.minusSeconds(9),
                        NOON.minusSeconds(9)),
                new Failure("model: HTTP 503", 2),
                NOON,
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {LETTERS, LETTERS + "/x/replay", RECONCILE})
    void aRequestWithoutTheTokenIsRefused(String path) throws IOException {
        assertThat(RawHttpRequest.get(server.getPort(), path).send().status()).isEqualTo(401);
        assertThat(RawHttpRequest.post(server.getPort(), path, "").send().status())
                .isEqualTo(401);
        verifyNoInteractions(letters, replay, reconcile);
    }

    @Test
    void lettersAreListedWithoutTextsAndNumbers() throws IOException {
        when(letters.list(50, null)).thenReturn(List.of(letter("SM1")));
        Reply reply = get(LETTERS);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json())
                .isEqualTo(Map.of(
                        "dead_letters",
                        List.of(Map.of(
                                "id", "twilio:SM1",
                                "conversation",
                                        FakeIdKey.ids()
                                                .of(letter("SM1").message().conversationId()),
                                "from", "…0001",
                                "kind", "text",
                                "reason", "model: HTTP 503",
                                "attempts", 2,
                                "received_at", "2026-11-21T11:59:51Z",
                                "dead_at", "2026-11-21T12:00:00Z"))));
        assertThat(reply.body()).doesNotContain("secret", "15550100001");
    }

    @Test
    void aFullPageNamesTheNext() throws IOException {
        when(letters.list(anyInt(), any())).thenReturn(List.of(letter("SM2"), letter("SM1")));
        String next = (String) get(LETTERS + "?limit=2").json().get("next");
        assertThat(next).isEqualTo("2026-11-21T12:00:00Z,twilio:SM1");

        assertThat(get(LETTERS + "?limit=3&before=" + next).json()).doesNotContainKey("next");
        verify(letters).list(3, new Place(NOON, new MessageId("twilio:SM1")));
        get(LETTERS + "?before=2026-11-21T12:00:00Z");
        verify(letters).list(50, new Place(NOON, new MessageId("!")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=501", "limit=many", "limit=-1", "before=yesterday", "before=,", "before="})
    void anInvalidListRequestIsABadRequest(String query) throws IOException {
        Reply reply = get(LETTERS + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat((String) reply.json().get("message")).startsWith(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aReplayNamesItsCopy() throws IOException {
        when(replay.replay(new MessageId("twilio:SM1"))).thenReturn(new Replay.Accepted(new MessageId("twilio:SM1~1")));
        when(replay.replay(new MessageId("twilio:SM1~1")))
                .thenReturn(new Replay.Accepted(new MessageId("twilio:SM1~2")));
        when(replay.replay(new MessageId("twilio:SM9"))).thenReturn(new Replay.Unknown());

        Reply reply = post(LETTERS + "/twilio:SM1/replay");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json()).isEqualTo(Map.of("id", "twilio:SM1", "replayed_as", "twilio:SM1~1"));
        assertThat(post(LETTERS + "/twilio%3ASM1~1/replay").json()).containsEntry("replayed_as", "twilio:SM1~2");
        assertThat(post(LETTERS + "/twilio:SM9/replay").status()).isEqualTo(404);
        assertThat(post(LETTERS + "/" + "x".repeat(300) + "/replay").status()).isEqualTo(404);
        assertThat(get(LETTERS + "/twilio:SM1/replay").status()).isEqualTo(405);
    }

    @Test
    void theLongestPublicIdIsReadBack() throws IOException {
        MessageId longest = new MessageId("twilio:" + "1".repeat(249));
        when(replay.replay(longest)).thenReturn(new Replay.Unknown());

        String shown = FakeIdKey.ids().of(longest.value());
        assertThat(shown).hasSizeGreaterThan(256);
        assertThat(post(LETTERS + "/" + shown + "/replay").status()).isEqualTo(404);
        verify(replay).replay(longest);
    }

    @Test
    void anUnreachableStoreIsUnavailable() throws IOException {
        when(letters.list(50, null)).thenThrow(new PortUnavailableException("Twilio does not answer"));
        when(replay.replay(any())).thenThrow(new PortUnavailableException("Twilio does not answer"));

        assertThat(get(LETTERS).status()).isEqualTo(503);
        assertThat(post(LETTERS + "/twilio:SM1/replay").status()).isEqualTo(503);
    }

    @Test
    void aReconciliationReportsWhatItFound() throws IOException {
        Instant hourAgo = NOON.minus(Duration.ofHours(1));
        when(reconcile.reconcile(hourAgo)).thenReturn(new Reconciliation.Done(hourAgo, 5, 2, true));

        Reply reply = post(RECONCILE);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json())
                .isEqualTo(Map.of("since", "2026-11-21T11:00:00Z", "listed", 5, "taken_in", 2, "known", 3));

        when(reconcile.reconcile(hourAgo)).thenReturn(new Reconciliation.Done(hourAgo, 5, 2, false));
        assertThat(post(RECONCILE).json()).containsEntry("incomplete", true);
    }

    @ParameterizedTest
    @CsvSource({
        "2h, 2026-11-21T10:00:00Z",
        "90m, 2026-11-21T10:30:00Z",
        "30s, 2026-11-21T11:59:30Z",
        "7d, 2026-11-14T12:00:00Z",
        "2026-11-20T12:00:00Z, 2026-11-20T12:00:00Z"
    })
    void sinceIsATimeOrHowLongAgo(String since, Instant meant) throws IOException {
        when(reconcile.reconcile(meant)).thenReturn(new Reconciliation.Done(meant, 0, 0, true));

        assertThat(post(RECONCILE + "?since=" + since).status()).isEqualTo(200);
        verify(reconcile).reconcile(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "2", "h", "8d", "9999999d", "2026-11-21T12:00:01Z", "2026-11-01T00:00:00Z", "-1h"})
    void aTimeOutsideTheLastDaysIsABadRequest(String since) throws IOException {
        Reply reply = post(RECONCILE + "?since=" + since);

        assertThat(reply.status()).isEqualTo(400);
        assertThat((String) reply.json().get("message")).startsWith("since: expected");
        verifyNoInteractions(reconcile);
    }

    @Test
    void aRunningReconciliationIsAConflictAndAnOutageNamesTheProvider() throws IOException {
        when(reconcile.reconcile(any())).thenReturn(new Reconciliation.Busy());
        assertThat(post(RECONCILE).status()).isEqualTo(409);

        reset(reconcile);
        when(reconcile.reconcile(any())).thenThrow(new PortUnavailableException("Twilio does not answer"));
        Reply reply = post(RECONCILE);
        assertThat(reply.status()).isEqualTo(502);
        assertThat((String) reply.json().get("message")).contains("Twilio does not answer");
    }
}
