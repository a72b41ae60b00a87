package dev.recado.domain.people;

import org.jspecify.annotations.Nullable;

/// Hashes passwords slowly, so that a stolen store does not give them away. Thread-safe. Only a few run at
/// a time.
///
/// Both methods throw [dev.recado.domain.PortUnavailableException] when too many wait; a retry may help.
public interface PasswordHasher {

    /// @return the hash with its salt and parameters
    String hash(String password);

    /// @param hash null for nobody's: it takes as long as another, and nothing matches it
    boolean matches(String password, @Nullable String hash);
}
