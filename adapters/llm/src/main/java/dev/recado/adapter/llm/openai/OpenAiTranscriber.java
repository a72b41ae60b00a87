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

/// Transcribes recordings with `POST /audio/transcriptions` of OpenAI or a compatible server.
public record OpenAiTranscriber(TranscriptionCall call, OpenAiRestClient restClient) implements Transcriber {

    /// The most that OpenAI accepts in one upload (its guide to speech to text).
    public static final long MAX_BYTES = 25_000_000;

    // The server reads the format from the file name. These are the formats of WhatsApp that it knows.
    private static final Map<String, String> EXTENSIONS = Map.of(
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
        String type = Provider.baseType(contentType);
        @Nullable String extension = EXTENSIONS.get(type);
        if (extension == null) {
            return new Transcription.Failed("recordings of this type are not taken: " + type);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model", call.client().model());
        fields.put("response_format", "json");
        if (hint != null) {
            fields.put("language", hint.tag());
        }
        Upload upload = new Upload("voice." + extension, type);
        return call.transcribe(
                file,
                deadline,
                bytes -> restClient
                        .post("/audio/transcriptions", fields, upload, bytes)
                        .path("text")
                        .asText(""));
    }
}
