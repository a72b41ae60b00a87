package dev.recado.domain.contact;

import dev.recado.domain.identity.UserAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The store of contacts that the business uploaded. Every method may throw
/// [dev.recado.domain.PortUnavailableException]; a retry is safe and may help. Thread-safe.
public interface ContactBook {

    /// Stores contacts, each replacing the one with its id. An address belongs to the contact that it was last
    /// stored with. A repeat is harmless and completes an interrupted call.
    void put(List<Contact> contacts);

    Optional<Contact> get(String id);

    /// Returns the contact with one of these addresses, in any spelling; the first address with a contact
    /// decides.
    Optional<Contact> find(Collection<UserAddress> addresses);

    /// Returns whether the book has no contacts.
    boolean isEmpty();
}
