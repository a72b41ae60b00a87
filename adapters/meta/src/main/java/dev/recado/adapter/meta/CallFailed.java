package dev.recado.adapter.meta;

import org.jspecify.annotations.Nullable;

/// A call to the Graph API that brought no answer.
abstract sealed class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private CallFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Certainly nothing reached Meta.
    static final class NotSent extends CallFailed {
        private static final long serialVersionUID = 1L;

        NotSent(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The request may have reached Meta; its answer did not reach us.
    static final class Lost extends CallFailed {
        private static final long serialVersionUID = 1L;

        Lost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// What happened, fit to be shown.
    String words() {
        return String.valueOf(getMessage());
    }
}
