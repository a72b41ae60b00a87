package dev.recado.domain.contact;

import java.util.List;

/// Saves contacts in the business's contact book.
@FunctionalInterface
public interface SaveContactsUseCase {

    /// Saves contacts, each replacing the one with its id. A repeat is harmless. This process sees them at once,
    /// others within a minute.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when some may not be saved; a retry is safe and may
    ///     help
    void save(List<Contact> contacts);
}
