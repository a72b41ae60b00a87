package dev.recado.adapter.console.access;

import dev.recado.domain.people.Caller;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/// What let a request in, to be checked again while its answer lasts.
@FunctionalInterface
public interface Admission {
    /// The attribute of a request under which the access check leaves it.
    String ATTRIBUTE = "recado.admission";

    /// Returns the caller, with the rights of now; empty when the session has ended or the token is revoked.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer
    Optional<Caller> now();

    static Admission of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Admission.class).orElse(() -> Optional.of(Caller.OPERATOR));
    }
}
