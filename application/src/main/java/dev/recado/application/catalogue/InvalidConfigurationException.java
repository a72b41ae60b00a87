package dev.recado.application.catalogue;

/// A setting that stops the start. Its message is one line for whoever starts Recado: which variable, what was
/// expected; never a secret.
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfigurationException(String message) {
        super(message);
    }
}
