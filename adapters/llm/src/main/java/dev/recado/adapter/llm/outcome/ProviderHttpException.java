package dev.recado.adapter.llm.outcome;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A provider's error answer, with what LangChain4j's own exception does not keep: the type of error and how long
/// to wait. The body itself is left behind, since providers repeat prompts and parts of keys in it.
public final class ProviderHttpException extends HttpException {
    private static final long serialVersionUID = 1L;

    private final transient ProviderErrorBody body;

    @Nullable
    private final Duration retryAfter;

    /// @param retryAfter of the header; where there is none, the body may say it
    public ProviderHttpException(int status, ProviderErrorBody body, @Nullable Duration retryAfter) {
        super(status, (status + " " + body.label()).strip());
        this.body = body;
        this.retryAfter = retryAfter == null ? body.retryAfter() : retryAfter;
    }

    public <T> CallOutcome<T> outcome() {
        String reason = String.valueOf(getMessage());
        return switch (body.subject()) {
            case FILTER -> new CallOutcome.Declined<>(reason);
            case TOOL_USE -> new CallOutcome.Useless<>(reason);
            case MONEY -> broken(reason, FailureKind.MONEY);
            case ACCESS -> broken(reason, mayPass() ? byStatus() : FailureKind.ACCESS);
            case TOO_LONG -> broken(reason, FailureKind.TOO_LONG);
            case OTHER -> broken(reason, byStatus());
        };
    }

    private <T> CallOutcome<T> broken(String reason, FailureKind failureKind) {
        return new CallOutcome.Broken<>(reason, failureKind, retryAfter);
    }

    private FailureKind byStatus() {
        return switch (statusCode()) {
            case 401, 403 -> FailureKind.ACCESS;
            case 402 -> FailureKind.MONEY;
            case 408, 409 -> FailureKind.PASSING;
            case 429 -> FailureKind.BUSY;
            case 413 -> FailureKind.TOO_LONG;
            // Whoever says how long to wait is there; 529 is Anthropic's word for too much (its documentation on
            // errors).
            default ->
                statusCode() < 500
                        ? FailureKind.REQUEST
                        : retryAfter != null || statusCode() == 529 ? FailureKind.BUSY : FailureKind.PASSING;
        };
    }

    private boolean mayPass() {
        return byStatus() == FailureKind.PASSING || byStatus() == FailureKind.BUSY;
    }
}
