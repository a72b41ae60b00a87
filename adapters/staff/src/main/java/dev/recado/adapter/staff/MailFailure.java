package dev.recado.adapter.staff;

import dev.recado.domain.handoff.StaffNotifier.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Reads what a mail server answered. The reason is in our own words, because a server's often hold an address.
final class MailFailure {
    private static final int PERMANENT = 500;

    private MailFailure() {}

    static Outcome outcome(MessagingException failure) {
        List<Throwable> causes = Stream.<@Nullable Throwable>iterate(failure, MailFailure::next)
                .takeWhile(Objects::nonNull)
                .map(Objects::requireNonNull)
                .limit(10)
                .toList();
        for (Throwable cause : causes) {
            if (cause instanceof SMTPAddressFailedException address) {
                return refused("the server refuses the address", address.getReturnCode());
            }
        }
        for (Throwable cause : causes) {
            switch (cause) {
                case AuthenticationFailedException _ -> {
                    return new Outcome.NotTold("the server refuses the user or the password of SMTP_URL");
                }
                case SMTPSenderFailedException sender -> {
                    return new Outcome.NotTold("the server refuses SMTP_FROM: " + sender.getReturnCode());
                }
                case SMTPSendFailedException send -> {
                    return new Outcome.NotTold("the server refuses the mail: " + send.getReturnCode());
                }
                case SSLException _ -> {
                    return new Outcome.NotTold("no trusted TLS connection to the server");
                }
                case UnknownHostException _ -> {
                    return new Outcome.NotTold("the host of SMTP_URL is unknown");
                }
                case SocketTimeoutException _ -> {
                    return new Outcome.NotTold("the server does not answer in time");
                }
                case IOException _ -> {
                    return new Outcome.NotTold("the server cannot be reached");
                }
                default -> {}
            }
        }
        return new Outcome.NotTold("the server did not take the mail");
    }

    private static Outcome refused(String what, int code) {
        return code >= PERMANENT ? new Outcome.Refused(what + ": " + code) : new Outcome.NotTold(what + ": " + code);
    }

    private static @Nullable Throwable next(@Nullable Throwable failure) {
        if (failure instanceof MessagingException mail && mail.getNextException() != null) {
            return mail.getNextException();
        }
        return failure == null ? null : failure.getCause();
    }
}
