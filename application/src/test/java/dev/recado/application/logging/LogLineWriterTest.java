package dev.recado.application.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.application.LogCapture;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Provenance;
import dev.recado.domain.message.Spool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineWriterTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ANA = "+15550100009";
    private static final String SID = "SM01234567890123456789012345678901";

    private final LogCapture log = LogCapture.begin();
    private final LogLineWriter writer = new LogLineWriter(new PublicIds(() -> new byte[PublicIds.KEY]));

    @AfterEach
    void end() {
        log.close();
    }

    private String line(Event event) {
        writer.write(event);
        return log.lines().getLast();
    }

    private static OutboundMessage part(String answered) {
        UserAddress to = new UserAddress.Phone(ANA);
        MessageId answers = MessageId.of(Channel.TWILIO, answered);
        return new OutboundMessage(
                PartId.of(answers, 0),
                Messages.text(answered, ANA, "hola", NOON).conversationId(),
                Channel.TWILIO,
                to,
                null,
                0,
                1,
                answers,
                new OutboundContent.Text("hola"),
                Provenance.NONE);
    }

    private static DeliveryReceipt receipt(String externalId) {
        return new DeliveryReceipt(Channel.TWILIO, externalId, null, DeliveryStatus.READ, null, null, NOON);
    }

    @Test
    void theIdThatTwilioGivesIsLoggedWhole() {
        assertThat(line(new Event.Received(Messages.text(SID, ANA, "hola", NOON))))
                .contains("id=twilio:" + SID + " ", "from=…0009");
        assertThat(line(new Event.PartSent(part(SID), SID, Duration.ZERO)))
                .contains("id=twilio:" + SID + "/0 ", "external_id=" + SID + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+15550100009", "15550100009", "SM15550100009", "whatsapp:+15550100009"})
    void aPhoneNumberThatIsSentAsAnIdIsMaskedInEveryLine(String sid) {
        List<Event> events = List.of(
                new Event.Received(Messages.text(sid, ANA, "hola", NOON)),
                new Event.Duplicate(Messages.text(sid, ANA, "hola", NOON)),
                new Event.Acknowledged(Channel.TWILIO, MessageId.of(Channel.TWILIO, sid), Duration.ZERO),
                new Event.LeftUnanswered(Messages.text(sid, ANA, "hola", NOON), "only WhatsApp is answered"),
                new Event.PartSent(part(sid), sid, Duration.ZERO),
                new Event.PartUnknown(part(sid), "timeout"),
                new Event.Answered(List.of(MessageId.of(Channel.TWILIO, sid)), Event.Closing.ANSWER, Duration.ZERO),
                new Event.TurnFailed(MessageId.of(Channel.TWILIO, sid), new IllegalStateException("broken")),
                new Event.ReceiptRecorded(receipt(sid), MessageLog.Applied.ADVANCED),
                new Event.EntrySpooled(new Spool.Entry.Receipt(receipt(sid))));

        events.forEach(writer::write);

        assertThat(log.lines())
                .hasSize(events.size())
                .allSatisfy(line -> assertThat(line).contains("…0009").doesNotContain("5550100009"));
    }

    @Test
    void anIdThatNoMessageCanHaveIsLoggedToo() {
        for (String id : List.of("", "x".repeat(300))) {
            assertThat(line(new Event.ReceiptRecorded(receipt(id), MessageLog.Applied.UNMATCHED)))
                    .contains("[STATUS]", "external_id=" + id);
        }
    }

    @Test
    void anIdThatIsMadeOfAConversationDoesNotTellWhoItIs() {
        ConversationId ana = Messages.text("SM1", ANA, "x", NOON).conversationId();
        for (String id :
                List.of(ana + "/marta/k1", "overdue/" + ana + "@1", "staff/handoff_requested/" + ana + "@1>x")) {
            Notification notification =
                    new Notification(id, new Phone(ANA), null, "AGENT_MESSAGE", "", "x", null, Author.BOT, NOON);
            OutboundMessage part = new OutboundMessage(
                    PartId.of(notification.root(), 0),
                    ana,
                    Channel.TWILIO,
                    new Phone(ANA),
                    null,
                    0,
                    1,
                    notification.root(),
                    new OutboundContent.Text("x"),
                    Provenance.NONE);
            assertThat(line(new Event.NotificationProcessed(
                            notification, Notification.Status.SENT, null, Duration.ZERO)))
                    .contains("[NOTIFY] SENT")
                    .doesNotContain(ana.toString());
            assertThat(line(new Event.PartUnknown(part, "timeout"))).doesNotContain(ana.toString());
        }
    }

    @Test
    void anIdThatTheBusinessGaveIsShownAsGiven() {
        String id = UUID.nameUUIDFromBytes(new byte[] {1}).toString();
        Notification notification = new Notification(id, new Phone(ANA), null, "REMINDER", "", "x", null, NOON);

        assertThat(line(new Event.NotificationProcessed(notification, Notification.Status.SENT, null, Duration.ZERO)))
                .contains("id=" + id);
    }

    @Test
    void pacingIsNoWarningAndAProvidersRefusalIs() {
        assertThat(line(new Event.PartRetried(part(SID), "pace", Duration.ofMillis(20))))
                .startsWith("INFO  [OUT] RETRY");
        assertThat(line(new Event.PartRetried(part(SID), "63018", Duration.ofMillis(20))))
                .startsWith("WARN  [OUT] RETRY");
    }

    @Test
    void aRequestThatIsRefusedBeforeItsProviderIsKnownHasALine() {
        assertThat(line(new Event.Rejected(null, 413, "the body is larger than the server reads")))
                .startsWith("WARN  [REJECTED] ")
                .contains("channel=-", "status=413", "reason=the body is larger");
    }

    @Test
    void theEndOfAnAlarmSaysWhatShowsIt() {
        assertThat(line(new Event.AcceptedAgain(Channel.TWILIO, "a signature is right again", Duration.ofSeconds(90))))
                .contains("[ALARM] OVER channel=twilio", "a signature is right again", "after_ms=90000");
    }
}
