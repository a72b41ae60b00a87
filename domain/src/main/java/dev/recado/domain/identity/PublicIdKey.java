package dev.recado.domain.identity;

/// The secret key that encrypts ids outside the store. Thread-safe.
public interface PublicIdKey {
    /// Returns the key: [PublicIds#KEY] random bytes, created once per store and the same for all processes for
    /// good.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    byte[] get();
}
