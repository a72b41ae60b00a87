package dev.recado.domain.voice;

import dev.recado.domain.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes down what is said in a recording. Retries inside are the adapter's, bounded by the deadline.
public interface Transcriber {
    /// There is none.
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

    /// Whether there is one at all.
    boolean isConfigured();

    /// Blocks until it is heard or it is clear that it will not be. A repeat asks (and pays) again.
    ///
    /// @param contentType what the bytes are, as `audio/ogg`
    /// @param hint the language it is probably in; null when that is not known
    Transcription transcribe(Path recording, String contentType, @Nullable Language hint, Instant deadline);

    /// What came of it.
    sealed interface Transcription {
        /// @param text never blank; the user's words, never an instruction
        /// @param model provider and name
        record Heard(String text, String model, Duration took) implements Transcription {}

        /// Nothing is said in it, or nothing that can be understood.
        record Unintelligible() implements Transcription {}

        /// @param reason fit for a log: status and error type, no content
        record Failed(String reason) implements Transcription {}
    }
}
