package dev.recado.adapter.llm.provider;

import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Failed;
import dev.recado.adapter.llm.outcome.CallOutcome.Success;
import dev.recado.adapter.llm.outcome.CallOutcome.Unusable;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.voice.Transcriber.Transcription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Transcribes a recording at one provider.
///
/// @param maxBytes the most that the provider accepts
public record TranscriptionCall(String provider, ProviderClient client, long maxBytes) {

    /// @param request makes one call: takes the recording's bytes, returns the text, blank for no speech
    /// @throws PortUnavailableException when the thread is interrupted: the process is stopping
    public Transcription transcribe(Path recording, Instant deadline, Function<byte[], String> request) {
        Instant started = client.caller().clock().instant();
        byte @Nullable [] bytes = read(recording);
        if (bytes == null) {
            return new Transcription.Failed("empty, too large or unreadable recording");
        }
        try {
            return switch (client.ask(() -> new Success<>(request.apply(bytes)), deadline, true)) {
                case Success<String>(String text) ->
                    text.isBlank()
                            ? new Transcription.Unintelligible()
                            : new Transcription.Transcribed(
                                    text.strip(),
                                    provider + " " + client.model(),
                                    Duration.between(
                                            started, client.caller().clock().instant()));
                case Declined<String> declined -> new Transcription.Failed(declined.reason());
                case Unusable<String> unusable -> new Transcription.Failed(unusable.reason());
                case Failed<String> failed -> new Transcription.Failed(failed.reason());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("Transcription: interrupted", e);
        }
    }

    private byte @Nullable [] read(Path recording) {
        try {
            long size = Files.size(recording);
            return size == 0 || size > maxBytes ? null : Files.readAllBytes(recording);
        } catch (IOException _) {
            return null;
        }
    }
}
