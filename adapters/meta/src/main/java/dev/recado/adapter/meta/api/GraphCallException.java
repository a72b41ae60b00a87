package dev.recado.adapter.meta.api;

import org.jspecify.annotations.Nullable;

/// Thrown for a call to the Graph API that got no answer.
public abstract sealed class GraphCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private GraphCallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The request certainly did not reach Meta.
    public static final class NotSent extends GraphCallException {
        private static final long serialVersionUID = 1L;

        NotSent(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The request may have reached Meta, but its answer was lost.
    public static final class Lost extends GraphCallException {
        private static final long serialVersionUID = 1L;

        Lost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// What happened, safe to log.
    public String words() {
        return String.valueOf(getMessage());
    }
}
