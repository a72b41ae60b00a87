package dev.recado.domain.media;

import dev.recado.domain.message.Content.MediaKind;
import java.time.Duration;

/// The size and time limits for fetching a file of a kind.
///
/// @param bytes WhatsApp's own limit (Cloud API, media)
/// @param time for all attempts together
public record MediaLimit(long bytes, Duration time) {
    private static final long MB = 1024 * 1024;

    public static MediaLimit of(MediaKind kind) {
        return switch (kind) {
            case STICKER -> new MediaLimit(MB / 2, Duration.ofSeconds(15));
            case IMAGE -> new MediaLimit(5 * MB, Duration.ofSeconds(20));
            case AUDIO -> new MediaLimit(16 * MB, Duration.ofSeconds(30));
            case VIDEO -> new MediaLimit(16 * MB, Duration.ofMinutes(1));
            case DOCUMENT -> new MediaLimit(100 * MB, Duration.ofMinutes(2));
        };
    }
}
