package dev.recado.adapter.knowledge.formats;

/// Thrown for a document that cannot be read.
public final class UnreadableDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param reason in a few words, safe to show to anyone
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
