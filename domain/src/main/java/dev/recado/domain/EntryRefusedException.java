package dev.recado.domain;

/// What stands behind a port answers, takes others, and will not have this one: its form breaks a rule there. A
/// retry helps only after somebody changed that rule.
public final class EntryRefusedException extends PortUnavailableException {
    private static final long serialVersionUID = 1L;

    /// @param message why, fit for the log; no personal data
    public EntryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    public EntryRefusedException(String message) {
        super(message);
    }
}
