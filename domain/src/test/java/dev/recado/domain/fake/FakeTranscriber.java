package dev.recado.domain.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.text.Language;
import dev.recado.domain.voice.Transcriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Returns for a recording made by [#recording] the words it was made of.
public final class FakeTranscriber implements Transcriber {
    private static final String HEAD = "OggS OpusHead ";

    /// Whether a transcriber is configured.
    public boolean configured;

    /// Changes the result; none by default.
    public UnaryOperator<Transcription> changeResult = UnaryOperator.identity();

    private final List<Path> transcribed = new ArrayList<>();

    /// Returns a recording of these words.
    public static byte[] recording(String words) {
        return (HEAD + words).getBytes(UTF_8);
    }

    /// The files it transcribed.
    public List<Path> transcribed() {
        return List.copyOf(transcribed);
    }

    @Override
    public boolean isConfigured() {
        return configured;
    }

    @Override
    public Transcription transcribe(Path recording, String contentType, @Nullable Language hint, Instant deadline) {
        transcribed.add(recording);
        try {
            String words = Files.readString(recording).substring(HEAD.length());
            return changeResult.apply(
                    words.isBlank()
                            ? new Transcription.Unintelligible()
                            : new Transcription.Transcribed(words, "fake/whisper", Duration.ofMillis(700)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
