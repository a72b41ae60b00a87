package dev.recado.domain.people;

import java.time.Instant;

/// The one-time links by which the first admin is set up. Thread-safe.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a
/// repeat is safe.
public interface SetupLinks {

    /// @param digest of the link's secret
    void add(String digest, Instant expiresAt);

    boolean isOpen(String digest, Instant now);

    /// Uses a link up, and every other one with it.
    ///
    /// @return false when it is used up or expired already: of several who use one or several at once, one
    ///     gets true
    boolean take(String digest, Instant now);

    /// Removes all links.
    void clear();
}
