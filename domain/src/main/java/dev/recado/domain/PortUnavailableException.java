package dev.recado.domain;

/// What stands behind a port did not do its work: unreachable, overloaded, broken. A retry may help.
public sealed class PortUnavailableException extends RuntimeException permits EntryRefusedException {
    private static final long serialVersionUID = 1L;

    /// @param message which port and what was tried; no personal data
    public PortUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public PortUnavailableException(String message) {
        super(message);
    }
}
