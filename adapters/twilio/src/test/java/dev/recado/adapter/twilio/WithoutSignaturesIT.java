package dev.recado.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.MessageLog;
import dev.recado.domain.usecase.AcceptMessageUseCase;
import dev.recado.domain.usecase.RecordReceiptUseCase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "recado.twilio.account-sid", value = "AC00000000000000000000000000000001")
@Property(name = "recado.twilio.auth-token", value = Fixtures.TOKEN)
@Property(name = "recado.validate-signatures", value = "false")
@Property(name = "recado.ack", value = "text")
class WithoutSignaturesIT {
    @Inject
    EmbeddedServer server;

    @MockBean(AcceptMessageUseCase.class)
    AcceptMessageUseCase accept() {
        return message -> Inbox.Appended.STORED;
    }

    @MockBean(RecordReceiptUseCase.class)
    RecordReceiptUseCase receipts() {
        return receipt -> MessageLog.Applied.ADVANCED;
    }

    @Test
    void forLocalWorkAnyoneMayPost() {
        var webhooks = new Webhooks(server.getURI(), "https://elsewhere.example.com");

        var response = webhooks.send(webhooks.request("/webhooks/twilio", Fixtures.inbound("image-no-caption")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Recibí tu imagen.");
        assertThat(webhooks.send(webhooks.request("/webhooks/twilio/status", Fixtures.status("sent-whatsapp")))
                        .statusCode())
                .isEqualTo(204);
        assertThat(webhooks.send(webhooks.request("/webhooks/twilio", new byte[] {'{', '}'})
                                .header("Content-Type", "application/json"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void withoutAnAccountThereIsNoAdapter() {
        try (var context = ApplicationContext.run(Map.of("recado.public-url", "https://bot.example.com"))) {
            assertThat(context.containsBean(TwilioWebhook.class)).isFalse();
            assertThat(context.containsBean(TwilioRoutes.class)).isFalse();
            assertThat(context.containsBean(TwilioMessageSender.class)).isFalse();
        }
    }
}
