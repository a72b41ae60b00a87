package dev.recado.domain.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One file that is to be fetched.
///
/// @param sha256 of its bytes, where it is known
/// @param end no try starts after it, and one under way is cut
record MediaRequest(
        MediaSource source, MessageFile file, @Nullable String sha256, Instant end) {
    /// The checksum that came with the message counts; where none did, the provider's.
    MediaRequest told(@Nullable String checksum) {
        return sha256 != null && !sha256.isBlank() ? this : new MediaRequest(source, file, checksum, end);
    }

    MediaLimit limit() {
        return MediaLimit.of(file.kind());
    }
}
