package dev.recado.domain.kept;

/// What became of a change to a kept list.
public sealed interface KeptOutcome<T> {
    /// @param item as it is now, or as it was before it was removed
    record Done<T>(T item) implements KeptOutcome<T> {}

    record NotFound<T>() implements KeptOutcome<T> {}

    /// Somebody changed the item after the version that the caller knows.
    record ChangedMeanwhile<T>(T item) implements KeptOutcome<T> {}

    /// Another item has the name.
    record NameTaken<T>(T item) implements KeptOutcome<T> {}

    /// The list has as many items as it may have.
    record Full<T>(int max) implements KeptOutcome<T> {}
}
