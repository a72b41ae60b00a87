package dev.recado.adapter.meta.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.recado.adapter.meta.api.Fixtures;
import dev.recado.adapter.meta.api.ScriptedServer;
import dev.recado.adapter.meta.webhook.Webhooks;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.turn.MuteCheckUseCase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Tests "one moment" acknowledgements and unsigned webhooks.
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcknowledgementIT implements TestPropertyProvider {
    private static final String HUSHED = "15550003";

    private final ScriptedServer graph = new ScriptedServer(ScriptedServer.takes());

    @Inject
    EmbeddedServer server;

    @Inject
    AcceptMessageUseCase accept;

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "recado.whatsapp.token", "token-of-the-tests",
                "recado.whatsapp.phone-number-id", "1,106540352242922",
                "recado.whatsapp.app-secret", Fixtures.SECRET,
                "recado.whatsapp.verify-token", "verify-me",
                "recado.whatsapp.api-base-url", graph.baseUrl(),
                "recado.validate-signatures", "false",
                "recado.ack", "text");
    }

    @MockBean(AcceptMessageUseCase.class)
    AcceptMessageUseCase accept() {
        return mock(AcceptMessageUseCase.class);
    }

    @MockBean(RecordReceiptUseCase.class)
    RecordReceiptUseCase receipts() {
        return mock(RecordReceiptUseCase.class);
    }

    @MockBean(MuteCheckUseCase.class)
    MuteCheckUseCase muteCheck() {
        return message -> message.from().waId().equals(HUSHED);
    }

    @AfterAll
    void close() {
        graph.close();
    }

    @Test
    void itIsSentOnceToEachUserInTheirLanguage() {
        when(accept.acceptAll(any()))
                .thenReturn(List.of(Appended.STORED))
                .thenReturn(List.of(Appended.STORED))
                .thenReturn(List.of(Appended.STORED))
                .thenReturn(List.of(Appended.DUPLICATE))
                .thenReturn(List.of(Appended.STORED))
                .thenReturn(List.of(Appended.STORED, Appended.STORED));
        String two = "{\"from\":\"15550002\",\"id\":\"%s\",\"type\":\"text\",\"text\":{\"body\":\"hola\"}}";

        post(Fixtures.messages("{\"from\":\"%s\",\"id\":\"h\",\"type\":\"text\",\"text\":{\"body\":\"hola\"}}"
                        .formatted(HUSHED))
                .toString()
                .getBytes(UTF_8));
        post(Fixtures.webhook("text-1"));
        post(Fixtures.webhook("text-1")); // delivered again while the store is gone
        post(Fixtures.webhook("video-1")); // delivered before
        post(Fixtures.webhook("reaction-1"));
        post(Fixtures.messages(two.formatted("a") + "," + two.formatted("b"))
                .toString()
                .getBytes(UTF_8));

        await().atMost(Duration.ofSeconds(30)).until(() -> graph.calls().size() >= 2);
        assertThat(graph.calls())
                .extracting(call -> call.body().get("to").asText() + " "
                        + call.body().at("/text/body").asText())
                .containsExactlyInAnyOrder("16505551234 One moment, please…", "15550002 Un momento, por favor…");
        assertThat(graph.calls())
                .allSatisfy(call -> assertThat(
                                call.body().get("biz_opaque_callback_data").asText())
                        .isEqualTo(GraphRequestWriter.NO_PART));
        assertThat(graph.calls().getFirst().uri()).isEqualTo("/v26.0/106540352242922/messages");
    }

    private void post(byte[] body) {
        var webhooks = new Webhooks(server.getURI());
        assertThat(webhooks.send(webhooks.request(Webhooks.PATH, body)).statusCode())
                .isEqualTo(200);
    }
}
