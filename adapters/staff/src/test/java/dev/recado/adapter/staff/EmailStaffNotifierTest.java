package dev.recado.adapter.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.recado.domain.handoff.StaffNotice;
import dev.recado.domain.handoff.StaffNotice.Kind;
import dev.recado.domain.handoff.StaffNotifier.Outcome;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mails to a real SMTP server in this process.
class EmailStaffNotifierTest {
    private static final String MARTA = "marta@example.com";
    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        smtp.start();
    }

    @AfterEach
    void stop() {
        smtp.stop();
    }

    private EmailStaffNotifier notifier(String url) {
        return new EmailStaffNotifier(
                MailServer.of(url), "bot@example.com", "Clínica Aurora", List.of(MARTA), InstantSource.fixed(NOW));
    }

    private EmailStaffNotifier notifier() {
        return notifier("smtp://127.0.0.1:" + smtp.getSmtp().getPort());
    }

    private static StaffNotice notice(String subject, String body) {
        return new StaffNotice(
                "handoff_requested/1>email:ab",
                Kind.REQUESTED,
                ConversationId.of(new Phone("+34600000001")),
                subject,
                body);
    }

    @Test
    void aNoticeIsAMailOfItsOwn() throws MessagingException, IOException {
        Outcome outcome = notifier().tell(notice("Ñandú quiere hablar", "«hola»\nhttps://bot.example.com/x"), MARTA);

        assertThat(outcome).isEqualTo(new Outcome.Told());
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        MimeMessage mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Ñandú quiere hablar");
        assertThat(mail.getContent().toString().strip()).isEqualTo("«hola»\r\nhttps://bot.example.com/x");
        assertThat(mail.getFrom()[0]).hasToString("=?UTF-8?Q?Cl=C3=ADnica_Aurora?= <bot@example.com>");
        assertThat(mail.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(mail.getSentDate()).isEqualTo(NOW);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void aRepeatHasTheSameMessageId() throws MessagingException {
        notifier().tell(notice("a", "b"), MARTA);
        notifier().tell(notice("a", "a minute later"), MARTA);

        MimeMessage[] mails = smtp.getReceivedMessages();
        assertThat(mails[0].getMessageID()).endsWith("@example.com>").isEqualTo(mails[1].getMessageID());
    }

    @Test
    void aNameCannotAddAHeader() throws MessagingException {
        notifier().tell(notice("Eve\r\nBcc: everybody@example.com\r\n\r\nBuy!", "b"), MARTA);

        MimeMessage mail = smtp.getReceivedMessages()[0];
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Eve Bcc: everybody@example.com Buy!");
    }

    @Test
    void aUserAndPasswordAreGiven() {
        smtp.setUser("bot@example.com", "bot", "p@ss:word");
        String url = "smtp://bot:%s@127.0.0.1:" + smtp.getSmtp().getPort();

        assertThat(notifier(url.formatted("p%40ss%3Aword")).tell(notice("a", "b"), MARTA))
                .isEqualTo(new Outcome.Told());
        assertThat(notifier(url.formatted("wrong")).tell(notice("a", "b"), MARTA))
                .isEqualTo(new Outcome.NotTold("the server refuses the user or the password of SMTP_URL"));
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(notifier("smtp://127.0.0.1:" + free).tell(notice("a", "b"), MARTA))
                .isEqualTo(new Outcome.NotTold("the server cannot be reached"));
    }

    @Test
    void aPasswordIsNeverSentInClear() {
        assertThat(MailServer.of("smtp://u:p@mail.example.com").properties())
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true");
        assertThat(MailServer.of("smtps://u:p@mail.example.com"))
                .hasToString("MailServer[mail.example.com:465]")
                .extracting(MailServer::protocol)
                .isEqualTo("smtps");
        assertThat(MailServer.of("smtp://u%2Bx:a+b@mail.example.com"))
                .isEqualTo(new MailServer("mail.example.com", 587, false, "u+x", "a+b"));
    }
}
