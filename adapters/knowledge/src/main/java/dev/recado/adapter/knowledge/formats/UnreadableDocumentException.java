package dev.recado.adapter.knowledge.formats;

/// A file that cannot be taken in.
public final class UnreadableDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param reason in a few words, fit to be shown to anyone
    public UnreadableDocumentException(String reason) {
        super(reason);
    }

    public UnreadableDocumentException(String reason, Throwable cause) {
        super(reason, cause);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
