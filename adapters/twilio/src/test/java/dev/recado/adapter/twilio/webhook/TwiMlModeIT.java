package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.recado.adapter.twilio.Parts;
import dev.recado.adapter.twilio.Webhooks;
import dev.recado.adapter.twilio.inbound.Fixtures;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests answers in the webhook's response, and signatures over the request's own URL.
@MicronautTest
@Property(name = "recado.twilio.account-sid", value = "AC00000000000000000000000000000001")
@Property(name = "recado.twilio.auth-token", value = "next-token")
@Property(name = "recado.twilio.auth-token-secondary", value = Fixtures.TOKEN)
@Property(name = "recado.twilio.api-base", value = "http://127.0.0.1:1")
@Property(name = "recado.reply-mode", value = "twiml")
@Property(name = "recado.twiml-budget", value = "400ms")
class TwiMlModeIT {
    private static final String PATH = "/webhooks/twilio";

    private final Queue<InboundMessage> accepted = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<SendOutcome> sent = new CompletableFuture<>();

    @Inject
    EmbeddedServer server;

    @Inject
    MessageSender sender;

    private Webhooks webhooks;
    private boolean answers;
    private Inbox.Appended appended = Inbox.Appended.STORED;

    @MockBean(AcceptMessageUseCase.class)
    AcceptMessageUseCase accept() {
        return message -> {
            accepted.add(message);
            if (answers) {
                Executors.newVirtualThreadPerTaskExecutor()
                        .execute(() -> sent.complete(sender.send(Parts.part(message, 0, 1, "Hola & adiós", null))));
            }
            return appended;
        };
    }

    @MockBean(RecordReceiptUseCase.class)
    RecordReceiptUseCase receipts() {
        return mock(RecordReceiptUseCase.class);
    }

    @BeforeEach
    void start() {
        webhooks = new Webhooks(server.getURI(), server.getURI().toString());
    }

    @AfterEach
    void everythingWasAccepted() {
        assertThat(accepted).isNotEmpty();
    }

    @Test
    void anAnswerInTimeIsTheResponse() {
        answers = true;

        HttpResponse<String> response = webhooks.post(PATH, Fixtures.inbound("text-utf8"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<Message><Body>Hola &amp; adiós</Body></Message>");
        assertThat(sent.join()).isEqualTo(new SendOutcome.Accepted(""));
    }

    @Test
    void withoutAnAnswerInTimeTheResponseAcknowledgesInTheUsersLanguage() {
        assertThat(webhooks.post(PATH, Fixtures.inbound("text-channel-metadata"))
                        .body())
                .contains("One moment, please…");
        assertThat(webhooks.post(PATH, Fixtures.inbound("audio-ogg-no-body")).body())
                .contains("Recibí tu nota de voz.");
        InboundMessage late = accepted.element();
        assertThat(sender.send(Parts.part(late, 0, 1, "late", null))).isInstanceOf(SendOutcome.Throttled.class);
    }

    @Test
    void aDuplicateGetsAnEmptyResponse() {
        appended = Inbox.Appended.DUPLICATE;

        assertThat(webhooks.post(PATH, Fixtures.inbound("text-utf8")).body())
                .isEqualTo(new String(TwimlWriter.nothing(), UTF_8));
    }

    @Test
    void aPlainSmsIsNotAnswered() {
        assertThat(webhooks.post(PATH, Fixtures.inbound("sms-not-whatsapp")).body())
                .isEqualTo(new String(TwimlWriter.nothing(), UTF_8));
    }
}
