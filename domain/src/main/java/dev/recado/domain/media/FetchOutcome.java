package dev.recado.domain.media;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What came of fetching a file.
public sealed interface FetchOutcome {

    /// The outcome in one word, for logs and meters.
    default String outcome() {
        return switch (this) {
            case File ignored -> "ok";
            case TooLarge ignored -> "too_large";
            case Gone ignored -> "gone";
            case Refused ignored -> "refused";
            case Unavailable ignored -> "unavailable";
        };
    }

    /// Why there is no file, where the outcome leaves it open. It names no address.
    default @Nullable String reason() {
        return switch (this) {
            case Refused refused -> refused.reason();
            case Unavailable unavailable -> unavailable.reason();
            case File ignored -> null;
            case TooLarge ignored -> null;
            case Gone ignored -> null;
        };
    }

    /// A file on this machine's disk, for this user of the machine alone.
    ///
    /// @param contentType what the bytes are, whatever the provider called them
    /// @param kept whether it is to stay; else whoever asked for it deletes it
    record File(Path path, long size, String contentType, boolean kept) implements FetchOutcome {}

    /// Larger than WhatsApp allows for its kind.
    ///
    /// @param limit in bytes
    record TooLarge(long limit) implements FetchOutcome {}

    /// The provider has it no more.
    record Gone() implements FetchOutcome {}

    /// Not to be fetched: its address is not a public one, or its bytes are not what was announced.
    ///
    /// @param reason fit to be shown to anyone
    record Refused(String reason) implements FetchOutcome {}

    /// Not for now: the provider did not give it in time.
    ///
    /// @param reason fit to be shown to anyone
    record Unavailable(String reason) implements FetchOutcome {}
}
