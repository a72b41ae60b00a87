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

    HttpFailure(int status, ErrorBody body, @Nullable Duration retryAfter) {
        super(status, (status + " " + body.label()).strip());
        this.body = body;
        this.retryAfter = retryAfter;
    }

    TryOutcome outcome() {
        String reason = String.valueOf(getMessage());
        if (body.isContentFilter()) {
            return new TryOutcome.Declined(reason);
        }
        boolean passing = switch (statusCode()) {
            case 408, 409 -> true;
            case 429 -> !body.isAboutMoney();
            default -> statusCode() >= 500;
        };
        return new TryOutcome.Broken(reason, passing, retryAfter);
    }
}
