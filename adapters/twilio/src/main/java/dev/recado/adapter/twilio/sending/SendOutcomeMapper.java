package dev.recado.adapter.twilio.sending;

import dev.recado.adapter.twilio.api.TwilioCallException;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Maps a failed call to create a message to a send outcome, by Twilio's error codes.
public final class SendOutcomeMapper {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
    private static final Duration ONE_HOUR = Duration.ofHours(1);
    private static final Duration ONE_DAY = Duration.ofHours(24);

    /// Codes that are about the file and not the message: URL (21620), number of files (21623), type (12300),
    /// size (11751, 30019), content (63005, 63021), download (63019).
    private static final Set<String> ABOUT_MEDIA =
            Set.of("21620", "21623", "12300", "11751", "30019", "63005", "63019", "63021");

    /// Free text more than 24 hours after the user's last message.
    public static final int WINDOW_CLOSED = 63016;

    /// The user sent STOP, and Twilio opted them out.
    static final int OPTED_OUT = 21610;

    private SendOutcomeMapper() {}

    static SendOutcome of(TwilioCallException failure) {
        return switch (failure) {
            case TwilioCallException.Answered answered -> of(answered);
            // Nothing was sent, so a retry is safe, and a look-up would find nothing.
            case TwilioCallException.NotSent _ -> new SendOutcome.Throttled(ONE_SECOND, "unreachable");
            case TwilioCallException.Lost lost -> new SendOutcome.Unknown(words(lost));
        };
    }

    /// Whether the same message may succeed without its file.
    static boolean isAboutMedia(SendOutcome.Refused refused) {
        return ABOUT_MEDIA.contains(refused.code());
    }

    private static SendOutcome of(TwilioCallException.Answered answered) {
        // Twilio may have accepted the message before the error (5xx) or the timeout (408).
        if (answered.status() >= 500 || answered.status() == 408) {
            return new SendOutcome.Unknown("HTTP " + answered.status());
        }
        Integer code = answered.code();
        Optional<SendOutcome.Blocked> blocked = blocked(answered);
        if (blocked.isPresent()) {
            return blocked.get();
        }
        Optional<Duration> wait = code == null ? Optional.empty() : wait(code);
        if (answered.status() == 429 || wait.isPresent()) {
            Duration requestedWait = answered.retryAfter();
            return new SendOutcome.Throttled(
                    requestedWait == null ? wait.orElse(ONE_SECOND) : requestedWait, answered.name());
        }
        if (code != null && code == WINDOW_CLOSED) {
            return new SendOutcome.WindowClosed(answered.name());
        }
        return code != null && code == OPTED_OUT
                ? new SendOutcome.OptedOut(answered.name(), words(answered))
                : MessageErrors.of(answered.name(), words(answered));
    }

    /// Whether Twilio refuses the account and not the request.
    static Optional<SendOutcome.Blocked> blocked(TwilioCallException.Answered answered) {
        Integer code = answered.code();
        return AccountErrors.of(code == null ? 0 : code, answered.status(), words(answered));
    }

    /// The outcome for a failure that a receipt reports.
    static SendOutcome ofReceipt(String name, String reason) {
        int code = name.matches("\\d{1,9}") ? Integer.parseInt(name) : 0;
        Optional<SendOutcome.Blocked> blocked = AccountErrors.of(code, 0, reason);
        if (blocked.isPresent()) {
            return blocked.get();
        }
        return switch (code) {
            case WINDOW_CLOSED -> new SendOutcome.WindowClosed(name);
            case OPTED_OUT -> new SendOutcome.OptedOut(name, reason);
            default -> MessageErrors.of(name, reason);
        };
    }

    /// How long to wait, where waiting helps.
    private static Optional<Duration> wait(int code) {
        return switch (code) {
            case 20429 -> Optional.of(ONE_SECOND); // too many calls at once; the request was never processed
            case 63012 -> Optional.of(ONE_SECOND); // the channel's provider had an internal error
            case 63017 -> Optional.of(ONE_SECOND); // the account's messages a second
            case 63018 -> Optional.of(ONE_MINUTE); // the channel's rate limit
            case 21611, 30001 -> Optional.of(ONE_MINUTE); // the sender's queue is full
            case 60728 -> Optional.of(ONE_HOUR); // the hour's limit
            case 63038 -> Optional.of(ONE_DAY); // the day's limit
            default -> Optional.empty();
        };
    }

    private static String words(TwilioCallException failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
