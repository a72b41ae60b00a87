package dev.recado.domain.availability;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/// The availability by opening hours, and by whether there is a way on which people are told.
public final class StaffHours implements StaffAvailability {
    private final BusinessHours hours;
    private final BooleanSupplier isTold;

    /// @param isTold whether people are told of a request at present
    public StaffHours(BusinessHours hours, BooleanSupplier isTold) {
        this.hours = hours;
        this.isTold = isTold;
    }

    @Override
    public Availability at(Instant now) {
        Availability present = isTold.getAsBoolean() ? new Availability.Told() : new Availability.Noted();
        return hours.current().map(given -> by(given, now, present)).orElse(present);
    }

    private static Availability by(OpeningHours hours, Instant now, Availability present) {
        return hours.isOpen(now)
                ? present
                : hours.nextOpening(now)
                        .<Availability>map(opening -> new Availability.Closed(opening, hours.zone()))
                        .orElseGet(Availability.Noted::new);
    }
}
