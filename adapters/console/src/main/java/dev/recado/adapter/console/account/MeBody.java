package dev.recado.adapter.console.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Who calls, and where.
///
/// @param csrf what the header `X-CSRF-Token` must say in each change; null when there is no session
/// @param mode `simulator` or `live`
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record MeBody(PersonBody person, @Nullable String csrf, Bot bot, String mode) {

    /// @param language where nothing else is known
    @Serdeable.Serializable
    record Bot(String name, String language) {}
}
