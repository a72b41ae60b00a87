package dev.recado.application.catalogue;

/// A setting that stops the start. The message is one line for the operator: the variable and what was
/// expected, never a secret.
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfigurationException(String message) {
        super(message);
    }
}
