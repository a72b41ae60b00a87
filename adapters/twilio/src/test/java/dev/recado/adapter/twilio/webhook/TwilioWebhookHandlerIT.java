package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.twilio.ApplicationBeans;
import dev.recado.adapter.twilio.Webhooks;
import dev.recado.adapter.twilio.inbound.Fixtures;
import dev.recado.adapter.twilio.inbound.Form;
import dev.recado.adapter.twilio.inbound.TestSignature;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.event.Event;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

@MicronautTest
@Property(name = "recado.twilio.account-sid", value = "AC00000000000000000000000000000001")
@Property(name = "recado.twilio.auth-token", value = Fixtures.TOKEN)
@Property(name = "recado.public-url", value = "https://bot.example.com/")
@Property(name = "recado.twilio-paths", value = "/webhook, api/v1/bot/whatsapp/, /api/whatsapp/webhook")
class TwilioWebhookHandlerIT {
    private static final String EMPTY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";
    private static final String PATH = "/webhooks/twilio";
    private static final String DELIVERED = "MessageSid=SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            + "&SmsSid=SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&MessageStatus=delivered&SmsStatus=delivered"
            + "&To=whatsapp%3A%2B34600000003&From=whatsapp%3A%2B14155238886"
            + "&AccountSid=AC00000000000000000000000000000007&ApiVersion=2010-04-01&ChannelPrefix=whatsapp";
    private static final byte[] TEXT = Fixtures.inbound("text-utf8");

    @Inject
    EmbeddedServer server;

    @Inject
    AcceptMessageUseCase accept;

    @Inject
    RecordReceiptUseCase receipts;

    @Inject
    ApplicationBeans.Events events;

    private Webhooks webhooks;

    @MockBean(AcceptMessageUseCase.class)
    AcceptMessageUseCase accept() {
        return mock(AcceptMessageUseCase.class);
    }

    @MockBean(RecordReceiptUseCase.class)
    RecordReceiptUseCase receipts() {
        return mock(RecordReceiptUseCase.class);
    }

    @BeforeEach
    void storeWorks() {
        webhooks = new Webhooks(server.getURI(), "https://bot.example.com");
        events.published().clear();
        when(accept.accept(any())).thenReturn(Inbox.Appended.STORED);
        when(receipts.record(any())).thenReturn(MessageLog.Applied.ADVANCED);
    }

    @Test
    void aSignedMessageIsStoredAndAcknowledgedWithEmptyTwiMl() {
        HttpResponse<String> response = webhooks.post(PATH, TEXT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/xml"));
        assertThat(response.body()).isEqualTo(EMPTY);
        assertThat(accepted().content()).isEqualTo(new Content.Text("Olá"));
        assertThat(events.published()).hasOnlyElementsOfType(Event.Acknowledged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/twilio", "/webhook", "/webhooks/twilio/status", "/webhook/status"})
    void aStatusIsAReceiptOnEitherUrl(String path) {
        HttpResponse<String> response = webhooks.post(path, DELIVERED);

        assertThat(response.statusCode()).isEqualTo(204);
        verifyNoInteractions(accept);
        ArgumentCaptor<DeliveryReceipt> receipt = ArgumentCaptor.forClass(DeliveryReceipt.class);
        verify(receipts).record(receipt.capture());
        assertThat(receipt.getValue().status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(receipt.getValue().externalId()).isEqualTo("SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "sent", "read", "undelivered", "failed", "canceled", "teleported"})
    void aStatusIsNeverReadAsAMessage(String status) {
        assertThat(webhooks.post(PATH, DELIVERED.replace("delivered", status)).statusCode())
                .isEqualTo(204);
        verifyNoInteractions(accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/twilio/status", "/webhook/status"})
    void aMessageToTheStatusUrlIsNotLost(String path) {
        assertThat(webhooks.post(path, TEXT).statusCode()).isEqualTo(200);
        assertThat(accepted().content()).isEqualTo(new Content.Text("Olá"));
        verifyNoInteractions(receipts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp%3A%2B14155238886", "whatsapp%3A%2B34911999888"})
    void messagesFromOurOwnNumberAreNotAnswered(String from) {
        HttpResponse<String> response = webhooks.post(
                PATH, "MessageSid=SM1&From=" + from + "&To=whatsapp%3A%2B34911999888&Body=hola&SmsStatus=received");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(EMPTY);
        verifyNoInteractions(accept);
    }

    @ParameterizedTest
    @CsvSource({
        "%2B16505551234, sms",
        "messenger%3A1234567890123456, messenger",
        "rcs%3A%2B16505551234, rcs",
        "fax%3A%2B16505551234, another medium"
    })
    void aMessageOfAnotherMediumIsStoredAndTheReasonOfTheSilenceIsPublishedOnce(String from, String medium) {
        String body = "MessageSid=SM1&From=" + from + "&To=%2B34911999888&Body=hola&SmsStatus=received";

        HttpResponse<String> response = webhooks.post(PATH, body);
        when(accept.accept(any())).thenReturn(Inbox.Appended.DUPLICATE);
        webhooks.post(PATH, body);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(EMPTY);
        assertThat(events.published())
                .filteredOn(Event.LeftUnanswered.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((Event.LeftUnanswered) event).reason())
                        .isEqualTo("only WhatsApp is answered, and this is " + medium));
    }

    @Test
    void aWhatsAppMessageIsNotLeftUnanswered() {
        webhooks.post(PATH, TEXT);

        assertThat(events.published()).doesNotHaveAnyElementsOfTypes(Event.LeftUnanswered.class);
    }

    @Test
    void aDuplicateIsAcknowledgedLikeTheFirst() {
        when(accept.accept(any())).thenReturn(Inbox.Appended.DUPLICATE);

        HttpResponse<String> response = webhooks.post(PATH, TEXT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhook",
                "/webhook/",
                "/api/v1/bot/whatsapp/",
                "/api/v1/bot/whatsapp",
                "/webhooks/twilio/",
                "/webhooks/twilio?a=b%2Bc&it's=%27&x=a%20b",
                "/webhooks/twilio?empty",
            })
    void everyUrlIsVerifiedAsRequested(String path) {
        assertThat(webhooks.post(path, TEXT).statusCode()).isEqualTo(200);
    }

    @Test
    void configuredPathsHaveTheirStatusCallbacks() {
        assertThat(webhooks.post("/api/whatsapp/status", Fixtures.status("sent-whatsapp"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(webhooks.post("/webhook/status", Fixtures.status("sent-whatsapp"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(webhooks.post("/api/v1/bot/whatsapp/status", Fixtures.status("sent-whatsapp"))
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void aWrongSignatureStoresNothing(String signature) {
        HttpResponse<String> response = webhooks.post(PATH, TEXT, signature);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("the signature is missing or wrong\n");
        verifyNoInteractions(accept);
        assertThat(events.published())
                .hasSize(2)
                .hasAtLeastOneElementOfType(Event.SignatureRefused.class)
                .hasAtLeastOneElementOfType(Event.Rejected.class);
    }

    @Test
    void aMissingSignatureStoresNothing() {
        HttpResponse<String> response =
                webhooks.send(webhooks.request(PATH, TEXT).header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(response.statusCode()).isEqualTo(403);
        verifyNoInteractions(accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/twilio", "/webhook", "/webhooks/twilio/status"})
    void anUnsignedRequestWithoutABodyIsForbiddenLikeAnyOther(String path) {
        HttpResponse<String> typed = webhooks.send(
                webhooks.request(path, new byte[0]).header("Content-Type", "application/x-www-form-urlencoded"));
        HttpResponse<String> bare = webhooks.send(webhooks.request(path, new byte[0]));
        HttpResponse<String> wrong =
                webhooks.send(webhooks.request(path, new byte[0]).header("X-Twilio-Signature", "wrong"));

        assertThat(List.of(typed, bare, wrong)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("the signature is missing or wrong\n");
        });
        assertThat(events.published().stream().filter(Event.SignatureRefused.class::isInstance))
                .hasSize(3);
    }

    @Test
    void anEmptyBodyThatIsSignedIsAnIncompleteForm() {
        HttpResponse<String> response = webhooks.post(PATH, "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("MessageSid is missing\n");
        verifyNoInteractions(accept, receipts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
    void anotherMethodIsNotAllowed(String method) {
        HttpResponse<String> response =
                webhooks.send(webhooks.request(PATH, TEXT).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        verifyNoInteractions(accept, receipts);
    }

    @Test
    void anotherBodysSignatureStoresNothing() {
        String signature = TestSignature.sign(
                "https://bot.example.com" + PATH,
                Fixtures.form(Fixtures.inbound("text-2021")).fields());

        assertThat(webhooks.post(PATH, TEXT, signature).statusCode()).isEqualTo(403);
        verifyNoInteractions(accept);
    }

    @Test
    void aSignatureForAnotherUrlStoresNothing() {
        String signature =
                TestSignature.sign(server.getURI() + PATH, Fixtures.form(TEXT).fields());

        assertThat(webhooks.post(PATH, TEXT, signature).statusCode()).isEqualTo(403);
        verifyNoInteractions(accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "text/xml", "nonsense"})
    void aSignedBodyThatIsNotAFormIsRefusedAsThat(String type) {
        String signature = TestSignature.sign("https://bot.example.com" + PATH, Form.EMPTY.fields());

        HttpResponse<String> response = webhooks.send(webhooks.request(PATH, "{\"a\":1}".getBytes(UTF_8))
                .header("Content-Type", type)
                .header("X-Twilio-Signature", signature));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("not a form\n");
        verifyNoInteractions(accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "multipart/form-data", "nonsense/"})
    void anUnsignedBodyThatIsNotAFormIsForbidden(String type) {
        assertThat(webhooks.send(webhooks.request(PATH, "{\"a\":1}".getBytes(UTF_8))
                                .header("Content-Type", type)
                                .header("X-Twilio-Signature", "wrong"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFormWithoutIdOrSenderIsRefusedWithTheReason() {
        assertThat(webhooks.post(PATH, "Body=x&From=whatsapp%3A%2B1555").body()).isEqualTo("MessageSid is missing\n");
        assertThat(webhooks.post(PATH, "Body=x&MessageSid=SM1").body()).isEqualTo("From is missing\n");
        assertThat(webhooks.post(PATH, "").statusCode()).isEqualTo(400);
        assertThat(webhooks.post(PATH + "/status", "MessageSid=SM1").statusCode())
                .isEqualTo(400);
        verifyNoInteractions(accept, receipts);
    }

    @Test
    void aBodyOfAMebibyteIsReadAndOneMoreByteIsTooLarge() {
        byte[] head = "MessageSid=SM1&From=whatsapp%3A%2B1555&Body=".getBytes(UTF_8);
        byte[] largest = Arrays.copyOf(head, WebhookVerifier.MAX_BODY);
        Arrays.fill(largest, head.length, largest.length, (byte) 'x');

        assertThat(webhooks.post(PATH, largest).statusCode()).isEqualTo(200);
        byte[] larger = Arrays.copyOf(largest, largest.length + 1);
        larger[largest.length] = 'x';
        assertThat(webhooks.post(PATH, larger).statusCode()).isEqualTo(413);
    }

    @Test
    void aStoreFailureIsAnsweredWith503() {
        when(accept.accept(any())).thenThrow(new PortUnavailableException("the store is down"));
        when(receipts.record(any())).thenThrow(new PortUnavailableException("the store is down"));

        HttpResponse<String> response = webhooks.post(PATH, TEXT);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).doesNotContain("store is down").doesNotContain("Exception");
        assertThat(webhooks.post(PATH + "/status", Fixtures.status("sent-whatsapp"))
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void aStatusCallbackIsRecordedForThePartInItsUrl() {
        HttpResponse<String> response =
                webhooks.post(PATH + "/status?part=twilio%3ASM1%2F0", Fixtures.status("undelivered-30008"));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        var receipt = ArgumentCaptor.forClass(DeliveryReceipt.class);
        verify(receipts).record(receipt.capture());
        assertThat(receipt.getValue().partId()).isEqualTo(new PartId("twilio:SM1/0"));
        assertThat(receipt.getValue().status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(receipt.getValue().errorCode()).isEqualTo("30008");
    }

    @Test
    void anUnknownStatusIsAcknowledgedAndNotRecorded() {
        assertThat(webhooks.post(PATH + "/status", "MessageSid=SM1&MessageStatus=teleported")
                        .statusCode())
                .isEqualTo(204);
        verifyNoInteractions(receipts);
    }

    @Test
    void aStatusCallbackIsSignedToo() {
        assertThat(webhooks.post(PATH + "/status", Fixtures.status("sent-whatsapp"), "wrong")
                        .statusCode())
                .isEqualTo(403);
        verifyNoInteractions(receipts);
    }

    @Test
    void anUnforeseenFailureShowsNoStackTrace() {
        when(accept.accept(any())).thenThrow(new IllegalStateException("inner secret"));

        HttpResponse<String> response = webhooks.post(PATH, TEXT);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).doesNotContain("inner secret").doesNotContain("\tat ");
    }

    private InboundMessage accepted() {
        var message = ArgumentCaptor.forClass(InboundMessage.class);
        verify(accept).accept(message.capture());
        return message.getValue();
    }
}
