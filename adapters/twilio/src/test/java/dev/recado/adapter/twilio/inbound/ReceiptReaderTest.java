package dev.recado.adapter.twilio.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.twilio.sending.StatusCallbackUrls;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    @Test
    void aCapturedCallback() {
        assertThat(captured("sent-whatsapp", ""))
                .isEqualTo(new DeliveryReceipt(
                        Channel.TWILIO,
                        "SM97654ba462114de7a8d9c064e343f9c5",
                        null,
                        DeliveryStatus.SENT,
                        null,
                        null,
                        NOW));
    }

    @Test
    void emptyErrorsAreIgnored() {
        DeliveryReceipt receipt = captured("delivered-empty-error", "");

        assertThat(receipt.status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(receipt.errorCode()).isNull();
        assertThat(receipt.errorText()).isNull();
    }

    @Test
    void aFailureSaysWhy() {
        DeliveryReceipt receipt = captured("undelivered-30008", "");

        assertThat(receipt.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(receipt.errorCode()).isEqualTo("30008");
        assertThat(receipt.errorText()).isEqualTo("Unknown error");
    }

    @Test
    void thePartIsReadFromTheUrl() {
        PartId part = PartId.of(new MessageId("twilio:SM1"), 2);
        String query = new StatusCallbackUrls("https://bot.example.com")
                .of(part)
                .orElseThrow()
                .getRawQuery();

        assertThat(query).isEqualTo("part=twilio%3ASM1%2F2");
        assertThat(captured("sent-whatsapp", query).partId()).isEqualTo(part);
        assertThat(captured("sent-whatsapp", "part=" + "x".repeat(301)).partId())
                .isNull();
        assertThat(captured("sent-whatsapp", "part=").partId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "MessageStatus=accepted, QUEUED",
        "MessageStatus=scheduled, QUEUED",
        "MessageStatus=queued, QUEUED",
        "MessageStatus=sending, SENDING",
        "MessageStatus=sent, SENT",
        "MessageStatus=partially_delivered, DELIVERED",
        "MessageStatus=DELIVERED, DELIVERED",
        "SmsStatus=delivered, DELIVERED",
        "MessageStatus=delivered&EventType=READ, READ",
        "EventType=READ, READ",
        "MessageStatus=read, READ",
        "MessageStatus=failed, FAILED",
        "MessageStatus=undelivered, FAILED",
        "MessageStatus=canceled, FAILED",
    })
    void everyTwilioStatusIsMapped(String rest, DeliveryStatus status) {
        assertThat(receipt(Fixtures.form("MessageSid=SM1&" + rest), "").status())
                .isEqualTo(status);
    }

    @Test
    void aCanceledMessageSaysSo() {
        assertThat(receipt(Fixtures.form("MessageSid=SM1&MessageStatus=canceled"), "")
                        .errorText())
                .isEqualTo("canceled");
    }

    @Test
    void aWindowThatClosedAfterAcceptanceIsNamed() {
        DeliveryReceipt receipt =
                receipt(Fixtures.form("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=63016"), "");

        assertThat(receipt.errorCode()).isEqualTo("63016");
        assertThat(receipt.errorText()).isEqualTo("the service window is closed");
    }

    @Test
    void numbersInTwiliosTextsAreMasked() {
        assertThat(receipt(
                                Fixtures.form("MessageSid=SM1&MessageStatus=failed&ErrorCode=63024"
                                        + "&ErrorMessage=Invalid+recipient+%2B15555550101"),
                                "")
                        .errorText())
                .isEqualTo("Invalid recipient …0101");
    }

    @Test
    void statusesWithoutMeaningAreNotErrors() {
        assertThat(ReceiptReader.read(Fixtures.form("MessageSid=SM1&MessageStatus=teleported"), Form.EMPTY, NOW))
                .isEqualTo(new ReceiptReader.Reading.Meaningless("teleported"));
    }

    @ParameterizedTest
    @CsvSource({"MessageStatus=sent, MessageSid is missing", "MessageSid=SM1, MessageStatus is missing"})
    void aFormWithoutIdOrStatusIsIncomplete(String body, String reason) {
        assertThat(ReceiptReader.read(Fixtures.form(body), Form.EMPTY, NOW))
                .isEqualTo(new ReceiptReader.Reading.Incomplete(reason));
    }

    private static DeliveryReceipt captured(String fixture, String query) {
        return receipt(Fixtures.form(Fixtures.status(fixture)), query);
    }

    private static DeliveryReceipt receipt(Form form, String query) {
        return ((ReceiptReader.Reading.Receipt) ReceiptReader.read(form, Fixtures.form(query), NOW)).receipt();
    }
}
