package dev.recado.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.twilio.inbound.Fixtures;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.Inbox;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "recado.twilio.account-sid", value = "AC00000000000000000000000000000001")
@Property(name = "recado.twilio.auth-token", value = Fixtures.TOKEN)
@Property(name = "recado.twilio.whatsapp-from", value = "whatsapp:+14155238886,whatsapp:+15555550100")
@Property(name = "recado.public-url", value = "https://bot.example.com/")
@Property(name = "recado.ack", value = "text")
class OtherNumberIT {
    @Inject
    EmbeddedServer server;

    @Inject
    AcceptMessageUseCase accept;

    @Inject
    RecordReceiptUseCase receipts;

    @MockBean(AcceptMessageUseCase.class)
    AcceptMessageUseCase accept() {
        return mock(AcceptMessageUseCase.class);
    }

    @MockBean(RecordReceiptUseCase.class)
    RecordReceiptUseCase receipts() {
        return mock(RecordReceiptUseCase.class);
    }

    @Test
    void messagesToUnconfiguredNumbersAreSkipped() {
        HttpResponse<String> response = post("15555550111");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).endsWith("<Response/>");
        verifyNoInteractions(accept);
    }

    @Test
    void messagesToASecondNumberAreStored() {
        when(accept.accept(any())).thenReturn(Inbox.Appended.STORED);

        assertThat(post("15555550100").statusCode()).isEqualTo(200);

        verify(accept).accept(any());
    }

    @Test
    void receiptsOfUnconfiguredNumbersAreSkipped() {
        assertThat(receipt("15555550111", "").statusCode()).isEqualTo(204);

        verifyNoInteractions(receipts);
    }

    @Test
    void receiptsOfConfiguredNumbersAndOfOurPartsAreRecorded() {
        assertThat(receipt("15555550100", "").statusCode()).isEqualTo(204);
        assertThat(receipt("15555550111", "?part=twilio:SM1/0").statusCode()).isEqualTo(204);

        verify(receipts, times(2)).record(any());
    }

    private HttpResponse<String> receipt(String number, String query) {
        String form = new String(Fixtures.status("sent-whatsapp"), UTF_8)
                .replaceAll("From=[^&]*", "From=whatsapp%3A%2B" + number);
        return new Webhooks(server.getURI(), "https://bot.example.com")
                .post("/webhooks/twilio/status" + query, form.getBytes(UTF_8));
    }

    private HttpResponse<String> post(String number) {
        String form = new String(Fixtures.inbound("text-utf8"), UTF_8).replace("%2B14155238886", "%2B" + number);
        return new Webhooks(server.getURI(), "https://bot.example.com").post("/webhooks/twilio", form.getBytes(UTF_8));
    }
}
