package dev.recado.adapter.meta.api;

import org.jspecify.annotations.Nullable;

/// A call to the Graph API that brought no answer.
public abstract sealed class GraphCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private GraphCallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Certainly nothing reached Meta.
    public static final class NotSent extends GraphCallException {
        private static final long serialVersionUID = 1L;

        NotSent(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The request may have reached Meta; its answer did not reach us.
    public static final class Lost extends GraphCallException {
        private static final long serialVersionUID = 1L;

        Lost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// What happened, fit to be shown.
    public String words() {
        return String.valueOf(getMessage());
    }
}
