package dev.recado.adapter.console;

import dev.recado.domain.people.PersonRole;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a controller of the API, or one of its methods. All its routes are below `/api/v1`, and closed to
/// whoever brings neither a token nor the session of a person, whatever paths are configured for webhooks.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OperatorApi {
    /// The least role of people who may use it. A method's counts before its controller's.
    PersonRole people() default PersonRole.ADMIN;
}
