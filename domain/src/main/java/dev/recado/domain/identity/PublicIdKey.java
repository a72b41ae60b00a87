package dev.recado.domain.identity;

/// The secret under which ids leave the store. Thread-safe.
public interface PublicIdKey {
    /// The key, of {@link dev.recado.domain.identity.PublicIds#KEY} random bytes: made once for the store, the same for
    /// all processes and for good.
    ///
    /// @throws PortUnavailableException when the store does not answer; a repeat may help
    byte[] get();
}
