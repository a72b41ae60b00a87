package dev.recado.adapter.twilio.sending;

import dev.recado.adapter.twilio.api.TwilioCallException;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What a failed call to create a message means for the message, by Twilio's error codes.
public final class SendOutcomeMapper {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofHours(24);

    /// Codes that speak of the file and not of the message: address (21620), number (21623), type (12300), size
    /// (11751, 30019), content (63005, 63021), download (63019).
    private static final Set<String> ABOUT_MEDIA =
            Set.of("21620", "21623", "12300", "11751", "30019", "63005", "63019", "63021");

    /// Free text more than 24 hours after the user last wrote.
    public static final int WINDOW_CLOSED = 63016;

    /// The user sent STOP, and Twilio took it.
    static final int OPTED_OUT = 21610;

    private SendOutcomeMapper() {}

    static SendOutcome of(TwilioCallException failure) {
        return switch (failure) {
            case TwilioCallException.Answered answered -> of(answered);
            // Nothing was sent, so that trying again is safe, and a look-up would find nothing.
            case TwilioCallException.NotSent notSent -> new SendOutcome.Throttled(A_MOMENT, "unreachable");
            case TwilioCallException.Lost lost -> new SendOutcome.Unknown(words(lost));
        };
    }

    /// Whether the same message may pass without its file.
    static boolean isAboutMedia(SendOutcome.Refused refused) {
        return ABOUT_MEDIA.contains(refused.code());
    }

    private static SendOutcome of(TwilioCallException.Answered answered) {
        // Twilio may have taken the message before it broke (5xx) or gave up waiting for us (408).
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
            Duration asked = answered.retryAfter();
            return new SendOutcome.Throttled(asked == null ? wait.orElse(A_MOMENT) : asked, answered.name());
        }
        if (code != null && code == WINDOW_CLOSED) {
            return new SendOutcome.WindowClosed(answered.name());
        }
        return code != null && code == OPTED_OUT
                ? new SendOutcome.OptedOut(answered.name(), words(answered))
                : MessageErrors.of(answered.name(), words(answered));
    }

    /// Whether Twilio refuses the account, and not what was asked of it.
    static Optional<SendOutcome.Blocked> blocked(TwilioCallException.Answered answered) {
        Integer code = answered.code();
        return AccountErrors.of(code == null ? 0 : code, answered.status(), words(answered));
    }

    /// What a failure means that a receipt tells of.
    static SendOutcome told(String name, String reason) {
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

    /// How long to wait where waiting helps.
    private static Optional<Duration> wait(int code) {
        return switch (code) {
            case 20429 -> Optional.of(A_MOMENT); // too many calls at once; the request was never processed
            case 63012 -> Optional.of(A_MOMENT); // the channel's provider had an internal error
            case 63017 -> Optional.of(A_MOMENT); // the account's messages a second
            case 63018 -> Optional.of(A_WHILE); // the channel's rate limit
            case 21611, 30001 -> Optional.of(A_WHILE); // the sender's queue is full
            case 60728 -> Optional.of(AN_HOUR); // the hour's limit
            case 63038 -> Optional.of(A_DAY); // the day's limit
            default -> Optional.empty();
        };
    }

    private static String words(TwilioCallException failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
