package dev.recado.adapter.llm;

import dev.recado.domain.port.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The bot's instructions, from a file, the shipped example or, failing both, a few words of our own.
final class SystemPrompt {

    static final String EXAMPLE = "recado/example/system-prompt.md";

    private static final int MAX_BYTES = 256 * 1024;

    private static final String BUILT_IN = """
            You are {bot_name}, the assistant of a small business. Be friendly and brief. Answer what you know from \
            this conversation; where you do not know, say so and offer that a person will get back to the user. \
            Never invent prices, dates, addresses or promises.
            """;

    private SystemPrompt() {}

    /// @param file the operator's file, if one is set
    /// @throws ConfigurationException when it cannot be used, with what to do about it
    static String load(@Nullable String file) {
        return file == null || file.isBlank() ? shipped(EXAMPLE) : read(file.strip());
    }

    static String shipped(String resource) {
        try (InputStream in = SystemPrompt.class.getClassLoader().getResourceAsStream(resource)) {
            String text = in == null ? "" : text(in.readNBytes(MAX_BYTES));
            return text.isEmpty() ? BUILT_IN.strip() : text;
        } catch (IOException e) {
            return BUILT_IN.strip();
        }
    }

    private static String read(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw unusable(file, "is larger than 256 KiB", null);
            }
            String text = text(Files.readAllBytes(path));
            if (text.isEmpty()) {
                throw unusable(file, "is empty", null);
            }
            return text;
        } catch (IOException | InvalidPathException e) {
            throw unusable(file, "cannot be read", e);
        }
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    }

    private static ConfigurationException unusable(String file, String why, @Nullable Exception cause) {
        return new ConfigurationException(
                "RECADO_SYSTEM_PROMPT_FILE: %s %s; expected a text file with the bot's instructions"
                        .formatted(file, why),
                cause);
    }
}
