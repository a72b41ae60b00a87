package dev.recado.domain.contact;

import java.util.List;

/// Takes contacts into the business's own book.
@FunctionalInterface
public interface SaveContactsUseCase {

    /// Keeps them, each under its id in place of what was there. A repeat changes nothing. This process knows them at
    /// once, others within a minute.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it is not known which of them are kept
    void keep(List<Contact> contacts);
}
