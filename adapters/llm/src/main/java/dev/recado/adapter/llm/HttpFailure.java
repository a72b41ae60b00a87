package dev.recado.adapter.llm;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A provider's error answer, with what LangChain4j's own exception does not keep: the type of error and how long
/// to wait. The body itself is left behind, since providers repeat prompts and parts of keys in it.
final class HttpFailure extends HttpException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorBody body;

    @Nullable
    private final Duration retryAfter;

    /// @param retryAfter of the header; where there is none, the body may say it
    HttpFailure(int status, ErrorBody body, @Nullable Duration retryAfter) {
        super(status, (status + " " + body.label()).strip());
        this.body = body;
        this.retryAfter = retryAfter == null ? body.retryAfter() : retryAfter;
    }

    <T> TryOutcome<T> outcome() {
        String reason = String.valueOf(getMessage());
        if (body.isContentFilter()) {
            return new TryOutcome.Declined<>(reason);
        }
        return new TryOutcome.Broken<>(reason, fault(), retryAfter);
    }

    private Fault fault() {
        return switch (statusCode()) {
            case 401, 403 -> Fault.ACCESS;
            case 402 -> Fault.MONEY;
            case 408, 409 -> Fault.PASSING;
            case 429 -> body.isAboutMoney() ? Fault.MONEY : Fault.PASSING;
            default -> statusCode() >= 500 ? Fault.PASSING : Fault.REQUEST;
        };
    }
}
