package dev.recado.domain.contact;

import dev.recado.domain.identity.UserAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Whom the business knows.
public interface ContactDirectory {

    /// The contact who writes from one of these addresses; empty for somebody unknown. Quick: what was asked lately
    /// is remembered for a short while. A repeat is harmless.
    ///
    /// @throws PortUnavailableException when it cannot be said by the deadline
    Optional<Contact> find(Collection<UserAddress> addresses, Instant deadline);
}
