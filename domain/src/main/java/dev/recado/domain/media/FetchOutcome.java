package dev.recado.domain.media;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The outcome of fetching a file.
public sealed interface FetchOutcome {

    /// Returns the outcome in one word, for log and metrics.
    default String outcome() {
        return switch (this) {
            case File _ -> "ok";
            case TooLarge _ -> "too_large";
            case Gone _ -> "gone";
            case Refused _ -> "refused";
            case Unavailable _ -> "unavailable";
        };
    }

    /// Returns why there is no file, where the outcome needs details. It contains no address.
    default @Nullable String reason() {
        return switch (this) {
            case Refused refused -> refused.reason();
            case Unavailable unavailable -> unavailable.reason();
            case File _ -> null;
            case TooLarge _ -> null;
            case Gone _ -> null;
        };
    }

    /// A file on this machine's disk, readable only by this process's user.
    ///
    /// @param contentType the type found in the bytes, whatever the provider stated
    /// @param cached whether it stays in the cache; otherwise the caller deletes it
    record File(Path path, long size, String contentType, boolean cached) implements FetchOutcome {}

    /// The file is larger than WhatsApp allows for its kind.
    ///
    /// @param limit in bytes
    record TooLarge(long limit) implements FetchOutcome {}

    /// The provider no longer has the file.
    record Gone() implements FetchOutcome {}

    /// The file must not be fetched: its address is not public, or its bytes are not of the announced kind.
    ///
    /// @param reason fit to be shown to anyone
    record Refused(String reason) implements FetchOutcome {}

    /// The provider did not deliver the file in time; a later attempt may help.
    ///
    /// @param reason fit to be shown to anyone
    record Unavailable(String reason) implements FetchOutcome {}
}
