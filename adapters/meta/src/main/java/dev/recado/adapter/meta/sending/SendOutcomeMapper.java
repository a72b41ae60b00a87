package dev.recado.adapter.meta.sending;

import dev.recado.adapter.meta.api.GraphCallException;
import dev.recado.adapter.meta.api.GraphClient;
import dev.recado.adapter.meta.api.GraphError;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What Meta's answer to a message means for the message. The error's code decides; the HTTP status only where there
/// is no code.
final class SendOutcomeMapper {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final int WINDOW_CLOSED = 131047;

    /// The user wants no more of what the business sends unasked.
    private static final int OPTED_OUT = 131050;

    /// An error inside that Meta itself does not know more of: the message may have been taken before it broke.
    private static final Set<Integer> UNKNOWN = Set.of(1, 131000);

    /// Codes that may speak of the file and not of the message: bad parameter (100, 131009), type (131051), download
    /// (131052), upload (131053).
    private static final Set<String> ABOUT_MEDIA = Set.of("100", "131009", "131051", "131052", "131053");

    private SendOutcomeMapper() {}

    static SendOutcome of(GraphClient.Answer answer) {
        Optional<String> id = JsonFields.line(answer.body().path("messages").path(0), "id");
        if (answer.isSuccess() && id.isPresent()) {
            return new SendOutcome.Accepted(id.get());
        }
        return answer.error().map(error -> of(error, answer.status())).orElseGet(() -> withoutCode(answer.status()));
    }

    static SendOutcome of(GraphCallException failure) {
        return switch (failure) {
            // Nothing was sent, so that trying again is safe, and nothing will be told of it.
            case GraphCallException.NotSent notSent -> new SendOutcome.Throttled(A_MOMENT, "unreachable");
            case GraphCallException.Lost lost -> new SendOutcome.Unknown(lost.words());
        };
    }

    /// Whether the same message may pass without its file.
    static boolean isAboutMedia(SendOutcome.Refused refused) {
        return ABOUT_MEDIA.contains(refused.code());
    }

    /// What a failure means that a receipt tells of.
    static SendOutcome told(String code, String reason) {
        return code.matches("\\d{1,9}")
                ? refused(new GraphError(Integer.parseInt(code), 0, reason, false), 0)
                : MessageErrors.of(code, reason);
    }

    private static SendOutcome of(GraphError error, int status) {
        if (UNKNOWN.contains(error.code())) {
            return new SendOutcome.Unknown("error " + error.name());
        }
        return wait(error)
                .<SendOutcome>map(wait -> new SendOutcome.Throttled(wait, error.name()))
                .orElseGet(() -> refused(error, status));
    }

    /// Not by waiting.
    private static SendOutcome refused(GraphError error, int status) {
        Optional<SendOutcome.Blocked> blocked = AccountErrors.of(error)
                .or(() -> isUnknown(error.code())
                        ? AccountErrors.of(status, error.name(), error.words())
                        : Optional.empty());
        if (blocked.isPresent()) {
            return blocked.get();
        }
        return switch (error.code()) {
            case WINDOW_CLOSED -> new SendOutcome.WindowClosed(error.name());
            case OPTED_OUT -> new SendOutcome.OptedOut(error.name(), error.words());
            default -> MessageErrors.of(error.name(), error.words());
        };
    }

    private static boolean isUnknown(int code) {
        return code != WINDOW_CLOSED && code != OPTED_OUT && !MessageErrors.knows(code);
    }

    /// How long to wait where waiting helps.
    static Optional<Duration> wait(GraphError error) {
        return switch (error.code()) {
            case 2, 131016, 133004 -> Optional.of(SECONDS); // overloaded or down for a moment: not taken
            case 130429 -> Optional.of(SECONDS); // the number's messages a second
            case PairRateBackoff.CODE -> Optional.of(SECONDS); // too many to one user: see PairLimit
            case 4, 80007 -> Optional.of(A_MINUTE); // the app's calls, the business account's
            case 131057, 2494100 -> Optional.of(A_MINUTE); // maintenance, an upgrade of the number's throughput
            case 134101 -> Optional.of(A_MINUTE); // a new template that is not everywhere yet: minutes
            default ->
                error.isTransient() && AccountErrors.of(error).isEmpty() ? Optional.of(A_MINUTE) : Optional.empty();
        };
    }

    private static SendOutcome withoutCode(int status) {
        String name = "http-" + status;
        if (status >= 500 || status == 408 || status < 300) {
            return new SendOutcome.Unknown(status < 300 ? "Meta's answer names no message" : "HTTP " + status);
        }
        return status == 429
                ? new SendOutcome.Throttled(SECONDS, name)
                : AccountErrors.of(status, name, "HTTP " + status)
                        .<SendOutcome>map(blocked -> blocked)
                        .orElseGet(() -> MessageErrors.of(
                                name, status < 400 ? "redirected, which is not followed" : "HTTP " + status));
    }
}
