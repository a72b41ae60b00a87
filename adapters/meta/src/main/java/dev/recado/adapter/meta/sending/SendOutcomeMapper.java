package dev.recado.adapter.meta.sending;

import dev.recado.adapter.meta.api.GraphCallException;
import dev.recado.adapter.meta.api.GraphClient;
import dev.recado.adapter.meta.api.GraphError;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Maps Meta's answer to a send outcome. The error code decides; the HTTP status decides only where there is no
/// code.
final class SendOutcomeMapper {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    private static final int WINDOW_CLOSED = 131047;

    /// The user opted out of marketing messages.
    private static final int OPTED_OUT = 131050;

    /// An internal error of Meta's: the message may have been accepted before it.
    private static final Set<Integer> UNKNOWN = Set.of(1, 131000);

    /// Codes that may be about the file and not the message: bad parameter (100, 131009), type (131051), download
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
            // Nothing was sent, so a retry is safe and no receipt will come.
            case GraphCallException.NotSent _ -> new SendOutcome.Throttled(ONE_SECOND, "unreachable");
            case GraphCallException.Lost lost -> new SendOutcome.Unknown(lost.words());
        };
    }

    /// Whether the same message may succeed without its file.
    static boolean isAboutMedia(SendOutcome.Refused refused) {
        return ABOUT_MEDIA.contains(refused.code());
    }

    /// The outcome for a failure that a receipt reports.
    static SendOutcome ofReceipt(String code, String reason) {
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

    /// The outcome for an error that waiting does not solve.
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
        return code != WINDOW_CLOSED && code != OPTED_OUT && !MessageErrors.isKnown(code);
    }

    /// How long to wait, where waiting helps.
    static Optional<Duration> wait(GraphError error) {
        return switch (error.code()) {
            case 2, 131016, 133004 -> Optional.of(FIVE_SECONDS); // overloaded or temporarily down: not accepted
            case 130429 -> Optional.of(FIVE_SECONDS); // the number's messages a second
            case PairRateBackoff.CODE -> Optional.of(FIVE_SECONDS); // too many to one user: see PairRateBackoff
            case 4, 80007 -> Optional.of(ONE_MINUTE); // the app's calls, the business account's
            case 131057, 2494100 -> Optional.of(ONE_MINUTE); // maintenance, an upgrade of the number's throughput
            case 134101 -> Optional.of(ONE_MINUTE); // a new template that is not available everywhere yet
            default ->
                error.isTransient() && AccountErrors.of(error).isEmpty() ? Optional.of(ONE_MINUTE) : Optional.empty();
        };
    }

    private static SendOutcome withoutCode(int status) {
        String name = "http-" + status;
        if (status >= 500 || status == 408 || status < 300) {
            return new SendOutcome.Unknown(status < 300 ? "Meta's answer names no message" : "HTTP " + status);
        }
        return status == 429
                ? new SendOutcome.Throttled(FIVE_SECONDS, name)
                : AccountErrors.of(status, name, "HTTP " + status)
                        .<SendOutcome>map(blocked -> blocked)
                        .orElseGet(() -> MessageErrors.of(
                                name, status < 400 ? "redirected, which is not followed" : "HTTP " + status));
    }
}
