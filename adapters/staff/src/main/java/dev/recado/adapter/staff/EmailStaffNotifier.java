package dev.recado.adapter.staff;

import dev.recado.domain.handoff.StaffNotice;
import dev.recado.domain.handoff.StaffNotifier;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/// Tells people by e-mail, each by a mail of their own. A repeat has the same Message-ID, so that a mailbox that took
/// the first one recognises it.
final class EmailStaffNotifier implements StaffNotifier {
    private final MailServer server;
    private final String from;
    private final String botName;
    private final List<String> recipients;
    private final InstantSource clock;
    private final Session session;

    EmailStaffNotifier(MailServer server, String from, String botName, List<String> recipients, InstantSource clock) {
        this.server = server;
        this.from = from;
        this.botName = botName;
        this.recipients = List.copyOf(recipients);
        this.clock = clock;
        this.session = Session.getInstance(server.properties());
    }

    @Override
    public String way() {
        return "email";
    }

    @Override
    public List<String> recipients() {
        return recipients;
    }

    @Override
    public Outcome tell(StaffNotice notice, String recipient) {
        try (Transport transport = session.getTransport(server.protocol())) {
            InternetAddress to = new InternetAddress(recipient, true);
            MimeMessage mail = mail(notice, to);
            transport.connect(server.host(), server.port(), server.user(), server.password());
            transport.sendMessage(mail, new InternetAddress[] {to});
            return new Outcome.Told();
        } catch (MessagingException e) {
            return MailFailure.outcome(e);
        }
    }

    private MimeMessage mail(StaffNotice notice, InternetAddress to) throws MessagingException {
        String charset = StandardCharsets.UTF_8.name();
        IdentifiedMessage mail = new IdentifiedMessage(session, messageId(notice));
        mail.setFrom(sender(charset));
        mail.setRecipient(MimeMessage.RecipientType.TO, to);
        mail.setSubject(line(notice.subject()), charset);
        mail.setText(notice.body(), charset);
        mail.setSentDate(Date.from(clock.instant()));
        // RFC 3834: no out-of-office reply to it
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        return mail;
    }

    private InternetAddress sender(String charset) throws MessagingException {
        try {
            return new InternetAddress(from, line(botName), charset);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK has UTF-8", e);
        }
    }

    /// Nothing that a user wrote can begin a header of its own.
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private String messageId(StaffNotice notice) {
        UUID id = UUID.nameUUIDFromBytes(notice.id().getBytes(StandardCharsets.UTF_8));
        return "<" + id + from.substring(from.lastIndexOf('@')) + ">";
    }

    /// A mail with a Message-ID of ours.
    private static final class IdentifiedMessage extends MimeMessage {
        private final String id;

        IdentifiedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
