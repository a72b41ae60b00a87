package dev.recado.adapter.llm.openai;

import dev.recado.adapter.llm.openai.OpenAiRestClient.Upload;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.provider.TranscriptionCall;
import dev.recado.domain.text.Language;
import dev.recado.domain.voice.Transcriber;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Has recordings written down by `POST /audio/transcriptions`, of OpenAI or a compatible server.
public record OpenAiTranscriber(TranscriptionCall recording, OpenAiRestClient calls) implements Transcriber {

    /// What OpenAI takes in one upload (its guide to speech to text).
    public static final long MOST = 25_000_000;

    // The server takes the format from the file's name, and knows no others of those that WhatsApp brings.
    private static final Map<String, String> ENDINGS = Map.of(
            "audio/ogg", "ogg",
            "audio/opus", "ogg",
            "audio/mpeg", "mp3",
            "audio/mp3", "mp3",
            "audio/mp4", "m4a",
            "audio/x-m4a", "m4a",
            "audio/wav", "wav",
            "audio/x-wav", "wav",
            "audio/webm", "webm",
            "audio/flac", "flac");

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public Transcription transcribe(Path file, String contentType, @Nullable Language hint, Instant deadline) {
        String type = Provider.bare(contentType);
        @Nullable String ending = ENDINGS.get(type);
        if (ending == null) {
            return new Transcription.Failed("recordings of this type are not taken: " + type);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model", recording.line().model());
        fields.put("response_format", "json");
        if (hint != null) {
            fields.put("language", hint.tag());
        }
        Upload upload = new Upload("voice." + ending, type);
        return recording.heard(
                file,
                deadline,
                bytes -> calls.post("/audio/transcriptions", fields, upload, bytes)
                        .path("text")
                        .asText(""));
    }
}
