package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.twilio.Webhooks;
import dev.recado.adapter.twilio.inbound.Fixtures;
import dev.recado.adapter.twilio.sending.TwilioMessageSender;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
@Property(name = "recado.twilio.account-sid", value = "AC00000000000000000000000000000001")
@Property(name = "recado.twilio.auth-token", value = Fixtures.TOKEN)
@Property(name = "recado.validate-signatures", value = "false")
@Property(name = "recado.ack", value = "text")
class WithoutSignaturesIT {
    @Inject
    EmbeddedServer server;

    private final List<InboundMessage> accepted = new CopyOnWriteArrayList<>();

    @MockBean(AcceptMessageUseCase.class)
    AcceptMessageUseCase accept() {
        return message -> {
            accepted.add(message);
            return Inbox.Appended.STORED;
        };
    }

    @MockBean(RecordReceiptUseCase.class)
    RecordReceiptUseCase receipts() {
        return receipt -> MessageLog.Applied.ADVANCED;
    }

    @Test
    void withoutSignaturesAnyoneMayPost() {
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

    /// As `curl -d` sends the forms in tutorials for such bots: no `MessageSid`, maybe no `To`, an unescaped plus
    /// sign.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Body=Hola&From=whatsapp:+34600000001&To=whatsapp:+14155238886&NumMedia=0",
                "Body=Hola&From=whatsapp:+34600000001&NumMedia=0",
                "Body=Bonjour%2C+j%27ai+besoin+d%27aide&From=whatsapp:+34600000001&NumMedia=0",
                "Body=Test&From=whatsapp:+34600000001&MessageSid=SMtest123",
                "Body=Hola&From=whatsapp%3A%2B34600000001&SmsStatus=received",
                "Body=&From=whatsapp:+34600000001&NumMedia=1&MediaContentType0=audio/ogg"
                        + "&MediaUrl0=https://api.twilio.com/2010-04-01/Accounts/ACxxx/Messages/MMxxx/Media/MExxx",
            })
    void aMessageFromCurlIsAccepted(String form) {
        accepted.clear();
        var webhooks = new Webhooks(server.getURI(), "https://elsewhere.example.com");

        var response = webhooks.send(webhooks.request("/webhooks/twilio", form.getBytes(UTF_8))
                .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<Response>");
        assertThat(accepted)
                .singleElement()
                .extracting(InboundMessage::from)
                .isEqualTo(new UserAddress.Phone("+34600000001"));
    }

    @Test
    void aReceiptFromCurlStillNamesItsMessage() {
        var webhooks = new Webhooks(server.getURI(), "https://elsewhere.example.com");

        var response = webhooks.send(webhooks.request(
                "/webhooks/twilio/status", "MessageStatus=read&From=whatsapp:+14155238886".getBytes(UTF_8)));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void withoutAnAccountTheAdapterIsInactive() {
        try (var context = ApplicationContext.run(Map.of("recado.public-url", "https://bot.example.com"))) {
            assertThat(context.containsBean(TwilioWebhookHandler.class)).isFalse();
            assertThat(context.containsBean(TwilioWebhookRoutes.class)).isFalse();
            assertThat(context.containsBean(TwilioMessageSender.class)).isFalse();
        }
    }
}
