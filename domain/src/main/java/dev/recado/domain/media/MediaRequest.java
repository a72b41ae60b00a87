package dev.recado.domain.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file to fetch.
///
/// @param sha256 of its bytes, if known
/// @param end no attempt starts after it, and a running one is cut off
record MediaRequest(
        MediaSource source, MessageFile file, @Nullable String sha256, Instant end) {
    /// Returns this request with the provider's checksum, unless the message brought one itself.
    MediaRequest withChecksum(@Nullable String checksum) {
        return sha256 != null && !sha256.isBlank() ? this : new MediaRequest(source, file, checksum, end);
    }

    MediaLimit limit() {
        return MediaLimit.of(file.kind());
    }
}
