package dev.recado.adapter.llm.provider;

import dev.recado.adapter.llm.outcome.CallOutcome.Broken;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Got;
import dev.recado.adapter.llm.outcome.CallOutcome.Useless;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.voice.Transcriber.Transcription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Has a recording written down at one provider.
///
/// @param most bytes that the provider takes
public record TranscriptionCall(String provider, ProviderClient line, long most) {

    /// @param how one call: the recording's bytes to what is said in it, blank for nothing
    /// @throws PortUnavailableException when the thread is interrupted: the process is stopping
    public Transcription heard(Path recording, Instant deadline, Function<byte[], String> how) {
        Instant started = line.caller().clock().instant();
        byte @Nullable [] bytes = read(recording);
        if (bytes == null) {
            return new Transcription.Failed("empty, too large or unreadable recording");
        }
        try {
            return switch (line.ask(() -> new Got<>(how.apply(bytes)), deadline, true)) {
                case Got<String>(String text) ->
                    text.isBlank()
                            ? new Transcription.Unintelligible()
                            : new Transcription.Heard(
                                    text.strip(),
                                    provider + " " + line.model(),
                                    Duration.between(
                                            started, line.caller().clock().instant()));
                case Declined<String> declined -> new Transcription.Failed(declined.reason());
                case Useless<String> useless -> new Transcription.Failed(useless.reason());
                case Broken<String> broken -> new Transcription.Failed(broken.reason());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("Transcription: interrupted", e);
        }
    }

    private byte @Nullable [] read(Path recording) {
        try {
            long size = Files.size(recording);
            return size == 0 || size > most ? null : Files.readAllBytes(recording);
        } catch (IOException e) {
            return null;
        }
    }
}
