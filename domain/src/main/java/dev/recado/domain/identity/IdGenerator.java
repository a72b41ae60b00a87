package dev.recado.domain.identity;

/// Generates ids that are unique across processes.
@FunctionalInterface
public interface IdGenerator {

    /// Returns a new id of letters, digits and hyphens. Thread-safe.
    String next();
}
