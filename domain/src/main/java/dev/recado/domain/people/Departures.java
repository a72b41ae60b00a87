package dev.recado.domain.people;

/// Is told of people who may not log in any more.
@FunctionalInterface
public interface Departures {
    /// Returns soon, and throws nothing. A repeat is harmless.
    void left(Person person);
}
