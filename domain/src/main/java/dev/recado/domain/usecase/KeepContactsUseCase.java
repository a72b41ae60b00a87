package dev.recado.domain.usecase;

import dev.recado.domain.model.Contact;
import java.util.List;

/// Takes contacts into the business's own book.
@FunctionalInterface
public interface KeepContactsUseCase {

    /// Keeps them, each under its id in place of what was there. A repeat changes nothing. This process knows them at
    /// once, others within a minute.
    ///
    /// @throws dev.recado.domain.port.PortUnavailableException when it is not known which of them are kept
    void keep(List<Contact> contacts);
}
