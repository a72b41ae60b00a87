package dev.recado.adapter.llm.prompt;

import dev.recado.domain.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Loads the bot's instructions: the operator's file, those of the example business, or neutral ones that name no
/// business.
final class SystemPrompt {

    private static final String EXAMPLE = "recado/example/system-prompt.md";
    private static final String NEUTRAL = "recado/system-prompt.md";

    private static final int MAX_BYTES = 256 * 1024;

    private SystemPrompt() {}

    /// @param file the operator's file, if one is set
    /// @param example whether the example business's instructions are used when no file is set
    /// @throws ConfigurationException when the file cannot be used; the message says what to do
    static String load(@Nullable String file, boolean example) {
        return file == null || file.isBlank() ? shipped(example ? EXAMPLE : NEUTRAL) : read(file.strip());
    }

    private static String shipped(String resource) {
        try (InputStream in = SystemPrompt.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return text(in.readNBytes(MAX_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static ConfigurationException unusable(String file, String problem, @Nullable Exception cause) {
        return new ConfigurationException(
                "RECADO_SYSTEM_PROMPT_FILE: %s %s; expected a text file with the bot's instructions"
                        .formatted(file, problem),
                cause);
    }
}
