package dev.recado.domain.privacy;

import dev.recado.domain.message.Consent;
import java.util.Optional;

/// The refusals of users whose data was erased, by a keyed digest of each address, so that nobody is written to
/// again who did not want it. Thread-safe.
public interface OptOuts {
    /// Where nobody was erased.
    OptOuts NONE = new OptOuts() {
        @Override
        public void keep(UserKeys keys, Consent consent) {
            throw new IllegalStateException("nothing is kept here");
        }

        @Override
        public Optional<Consent> of(UserKeys keys) {
            return Optional.empty();
        }
    };

    /// Keeps what a user agreed to receive; a user who agreed to everything needs no entry. Replaces an earlier
    /// one. A repeat is harmless.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it may not be stored; a retry is safe
    void keep(UserKeys keys, Consent consent);

    /// Returns the strictest refusal of the addresses.
    Optional<Consent> of(UserKeys keys);
}
