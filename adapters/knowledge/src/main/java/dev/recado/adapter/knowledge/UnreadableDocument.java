package dev.recado.adapter.knowledge;

/// A file that cannot be taken in.
final class UnreadableDocument extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param reason in a few words, fit to be shown to anyone
    UnreadableDocument(String reason) {
        super(reason);
    }

    UnreadableDocument(String reason, Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
