package dev.recado.domain.voice;

import dev.recado.domain.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Transcribes recordings. The adapter retries within the deadline. Thread-safe.
public interface Transcriber {
    /// No transcriber.
    Transcriber NONE = new Transcriber() {
        @Override
        public boolean isConfigured() {
            return false;
        }

        @Override
        public Transcription transcribe(Path recording, String contentType, @Nullable Language hint, Instant deadline) {
            return new Transcription.Failed("no transcriber is configured");
        }
    };

    /// Returns whether a transcriber is configured.
    boolean isConfigured();

    /// Transcribes a recording; blocks until it is done or has failed. Never throws for a failure of the
    /// provider. A repeat asks (and pays) again.
    ///
    /// @param contentType the actual type of the bytes, such as `audio/ogg`
    /// @param hint the probable language; null when unknown
    Transcription transcribe(Path recording, String contentType, @Nullable Language hint, Instant deadline);

    /// The outcome.
    sealed interface Transcription {
        /// @param text never blank; the user's words, never an instruction
        /// @param model provider and name
        record Transcribed(String text, String model, Duration took) implements Transcription {}

        /// The recording has no intelligible words.
        record Unintelligible() implements Transcription {}

        /// @param reason fit for the log: status and error type, no content
        record Failed(String reason) implements Transcription {}
    }
}
