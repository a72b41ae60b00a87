package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/// A file of a message.
///
/// @param kind `image`, `audio`, `video`, `document`, `sticker` or `contact`
/// @param href where it is downloaded: a route of this API for a user's file
/// @param voice whether it was recorded in WhatsApp itself
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
record MediaResponse(
        String kind, @Nullable String contentType, @Nullable String fileName, boolean voice, String href) {}
