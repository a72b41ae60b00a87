package dev.recado.domain.identity;

/// Makes ids that no other process makes.
@FunctionalInterface
public interface IdGenerator {

    /// A new id: letters, digits and hyphens.
    String next();
}
