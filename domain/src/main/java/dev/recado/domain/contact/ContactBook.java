package dev.recado.domain.contact;

import dev.recado.domain.identity.UserAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The contacts that the business gave into keeping.
public interface ContactBook {

    /// Keeps contacts, each under its id in place of what was there. An address is the one's it was last given to. A
    /// repeat changes nothing, and mends what broke off.
    void put(List<Contact> contacts);

    Optional<Contact> get(String id);

    /// The contact who has one of these addresses in any of its spellings; the first address that somebody has
    /// decides.
    Optional<Contact> find(Collection<UserAddress> addresses);

    /// Whether nobody is in it.
    boolean isEmpty();
}
