package dev.recado.domain.kept;

/// An item of a kept list.
public interface KeptItem {
    /// Stays the same for good.
    String id();

    /// What people call it; once in a list, whatever its case.
    String name();

    Edit edit();
}
