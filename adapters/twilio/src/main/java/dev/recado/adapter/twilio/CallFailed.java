package dev.recado.adapter.twilio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A call to Twilio's API that brought no result. twilio-java's own exceptions carry no headers and take the status
/// from the body, so the transport throws these before it sees the answer.
abstract sealed class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private CallFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Twilio answered, and not with a success.
    static final class Answered extends CallFailed {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final @Nullable Integer code;
        private final @Nullable Duration retryAfter;

        /// @param code Twilio's error code, if the answer held one
        Answered(int status, @Nullable Integer code, String message, @Nullable Duration retryAfter) {
            super(message, null);
            this.status = status;
            this.code = code;
            this.retryAfter = retryAfter;
        }

        int status() {
            return status;
        }

        @Nullable
        Integer code() {
            return code;
        }

        @Nullable
        Duration retryAfter() {
            return retryAfter;
        }

        /// Twilio's error code, else the HTTP status as a word of its own.
        String name() {
            return code == null ? "http-" + status : Integer.toString(code);
        }
    }

    /// Certainly nothing reached Twilio.
    static final class NotSent extends CallFailed {
        private static final long serialVersionUID = 1L;

        NotSent(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The request may have reached Twilio; its answer did not reach us.
    static final class Lost extends CallFailed {
        private static final long serialVersionUID = 1L;

        Lost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
