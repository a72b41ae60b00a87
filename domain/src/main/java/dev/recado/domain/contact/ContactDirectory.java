package dev.recado.domain.contact;

import dev.recado.domain.identity.UserAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Finds the business's contacts by address.
public interface ContactDirectory {

    /// Returns the contact with one of these addresses; empty for an unknown user. Quick, because recent results
    /// are cached. A repeat is harmless. Thread-safe.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when there is no result by the deadline; a retry may
    ///     help
    Optional<Contact> find(Collection<UserAddress> addresses, Instant deadline);
}
