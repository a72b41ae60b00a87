package dev.recado.domain.availability;

import java.time.Instant;
import java.time.ZoneId;

/// Whether people of the business can answer a user, so that the user is told nothing that is not so.
@FunctionalInterface
public interface StaffAvailability {
    /// People are told at once, and there are no opening hours.
    StaffAvailability TOLD = _ -> new Availability.Told();

    /// Returns how things stand at this moment. Quick, reads nothing from outside, never throws. Thread-safe.
    Availability at(Instant now);

    /// How things stand.
    sealed interface Availability {
        /// People are told of a request, and it is not known that nobody is there.
        record Told() implements Availability {}

        /// Nobody is there now.
        ///
        /// @param until when somebody is there again
        /// @param zone the business's clock
        record Closed(Instant until, ZoneId zone) implements Availability {}

        /// Nobody is told, or nobody knows when somebody is there: a request can be seen by whoever looks.
        record Noted() implements Availability {}
    }
}
