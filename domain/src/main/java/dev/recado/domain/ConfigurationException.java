package dev.recado.domain;

import org.jspecify.annotations.Nullable;

/// What an adapter is configured with cannot be used: the start stops. The message is one line for whoever starts
/// Recado: which variable, what was expected, and where in a file; never a secret.
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
