package dev.recado.adapter.llm.outcome;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A provider's error response, with what LangChain4j's own exception does not keep: the error's type and the
/// wait. The body itself is not kept, since providers repeat prompts and parts of keys in it.
public final class ProviderHttpException extends HttpException {
    private static final long serialVersionUID = 1L;

    private final transient ProviderErrorBody body;

    @Nullable
    private final Duration retryAfter;

    /// @param retryAfter from the header; when it is null, the body's value is used
    public ProviderHttpException(int status, ProviderErrorBody body, @Nullable Duration retryAfter) {
        super(status, (status + " " + body.label()).strip());
        this.body = body;
        this.retryAfter = retryAfter == null ? body.retryAfter() : retryAfter;
    }

    public <T> CallOutcome<T> outcome() {
        String reason = String.valueOf(getMessage());
        return switch (body.category()) {
            case FILTER -> new CallOutcome.Declined<>(reason);
            case TOOL_USE -> new CallOutcome.Unusable<>(reason);
            case BILLING -> failed(reason, FailureKind.BILLING);
            case CREDENTIALS -> failed(reason, isTemporary() ? byStatus() : FailureKind.CREDENTIALS);
            case TOO_LONG -> failed(reason, FailureKind.TOO_LONG);
            case OTHER -> failed(reason, byStatus());
        };
    }

    private <T> CallOutcome<T> failed(String reason, FailureKind failureKind) {
        return new CallOutcome.Failed<>(reason, failureKind, retryAfter);
    }

    private FailureKind byStatus() {
        return switch (statusCode()) {
            case 401, 403 -> FailureKind.CREDENTIALS;
            case 402 -> FailureKind.BILLING;
            case 408, 409 -> FailureKind.TRANSIENT;
            case 429 -> FailureKind.THROTTLED;
            case 413 -> FailureKind.TOO_LONG;
            // A server that says how long to wait is running; 529 is Anthropic's status for overload (its
            // documentation on errors).
            default ->
                statusCode() < 500
                        ? FailureKind.REQUEST
                        : retryAfter != null || statusCode() == 529 ? FailureKind.THROTTLED : FailureKind.TRANSIENT;
        };
    }

    private boolean isTemporary() {
        return byStatus() == FailureKind.TRANSIENT || byStatus() == FailureKind.THROTTLED;
    }
}
