package dev.recado.application;

/// A setting that stops the start. Its message is one line for whoever starts Recado: which variable, what was
/// expected; never a secret.
final class ConfigurationProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationProblem(String message) {
        super(message);
    }
}
