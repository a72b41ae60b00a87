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
        return switch (body.subject()) {
            case FILTER -> new TryOutcome.Declined<>(reason);
            case TOOL_USE -> new TryOutcome.Useless<>(reason);
            case MONEY -> broken(reason, Fault.MONEY);
            case ACCESS -> broken(reason, mayPass() ? byStatus() : Fault.ACCESS);
            case TOO_LONG -> broken(reason, Fault.TOO_LONG);
            case OTHER -> broken(reason, byStatus());
        };
    }

    private <T> TryOutcome<T> broken(String reason, Fault fault) {
        return new TryOutcome.Broken<>(reason, fault, retryAfter);
    }

    private Fault byStatus() {
        return switch (statusCode()) {
            case 401, 403 -> Fault.ACCESS;
            case 402 -> Fault.MONEY;
            case 408, 409 -> Fault.PASSING;
            case 429 -> Fault.BUSY;
            case 413 -> Fault.TOO_LONG;
            // Whoever says how long to wait is there; 529 is Anthropic's word for too much (its documentation on
            // errors).
            default ->
                statusCode() < 500
                        ? Fault.REQUEST
                        : retryAfter != null || statusCode() == 529 ? Fault.BUSY : Fault.PASSING;
        };
    }

    private boolean mayPass() {
        return byStatus() == Fault.PASSING || byStatus() == Fault.BUSY;
    }
}
