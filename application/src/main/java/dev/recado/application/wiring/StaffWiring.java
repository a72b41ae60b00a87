package dev.recado.application.wiring;

import dev.recado.application.configuration.BusinessSetup;
import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.availability.StaffAvailability;
import dev.recado.domain.availability.StaffHours;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Wires what users and people of the business are told of requests for a person.
@Factory
class StaffWiring {

    @Singleton
    StaffAvailability availability(BusinessHours hours, BusinessSetup setup) {
        return new StaffHours(hours, setup::tells);
    }
}
