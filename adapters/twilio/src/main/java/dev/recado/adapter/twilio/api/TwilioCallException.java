package dev.recado.adapter.twilio.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Thrown for a call to Twilio's API that failed. twilio-java's own exceptions carry no headers and take the
/// status from the body, so the transport throws these before twilio-java sees the response.
public abstract sealed class TwilioCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TwilioCallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Twilio answered with an error.
    public static final class Answered extends TwilioCallException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final @Nullable Integer code;
        private final @Nullable Duration retryAfter;

        /// @param code Twilio's error code, if the response has one
        Answered(int status, @Nullable Integer code, String message, @Nullable Duration retryAfter) {
            super(message, null);
            this.status = status;
            this.code = code;
            this.retryAfter = retryAfter;
        }

        public int status() {
            return status;
        }

        public @Nullable Integer code() {
            return code;
        }

        public @Nullable Duration retryAfter() {
            return retryAfter;
        }

        /// Twilio's error code, or the HTTP status as a name.
        public String name() {
            return code == null ? "http-" + status : Integer.toString(code);
        }
    }

    /// The request certainly did not reach Twilio.
    public static final class NotSent extends TwilioCallException {
        private static final long serialVersionUID = 1L;

        NotSent(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The request may have reached Twilio, but its response was lost.
    public static final class Lost extends TwilioCallException {
        private static final long serialVersionUID = 1L;

        Lost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
