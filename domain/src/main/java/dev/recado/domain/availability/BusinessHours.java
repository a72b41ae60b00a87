package dev.recado.domain.availability;

import java.util.Optional;

/// The opening hours that the business gave. Thread-safe.
public interface BusinessHours {
    /// Returns the hours as they are now; empty when none are given. Quick, never throws.
    Optional<OpeningHours> current();

    /// Why a change of the hours is not in use, fit for the operator; empty when it is.
    String problem();
}
