package dev.recado.adapter.knowledge.faq;

import dev.recado.domain.ConfigurationException;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Reads the file that `RECADO_FAQ_FILE` names, and that of the example business.
public final class FaqFile {
    static final String SETTING = "RECADO_FAQ_FILE";
    private static final String EXAMPLE = "/recado/example/faq.yaml";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final long MAX_BYTES = 4 * 1024 * 1024;

    private FaqFile() {}

    /// @throws ConfigurationException when the file cannot be read or is invalid
    public static List<CuratedEntry> read(String file, Set<Language> supportedLanguages) {
        return new FaqReader(file, supportedLanguages).read(text(SETTING, file));
    }

    public static List<CuratedEntry> example() {
        try (InputStream in = FaqFile.class.getResourceAsStream(EXAMPLE)) {
            if (in == null) {
                throw new IllegalStateException(EXAMPLE + " is missing");
            }
            return new FaqReader(EXAMPLE).read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text of a file that a setting names.
    public static String text(String setting, String file) {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new ConfigurationException(setting + ": " + file + " is a folder, expected a YAML file");
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new ConfigurationException(setting + ": " + file + " is larger than 4 MiB");
            }
            String text = Files.readString(path);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new ConfigurationException(setting + ": " + file + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(setting + ": " + file + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw new ConfigurationException(setting + ": " + file + " cannot be read", e);
        }
    }
}
