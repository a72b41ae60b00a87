package dev.recado.domain.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/// Lists of words that come with this package: one entry a line, `#` for remarks.
public final class WordLists {
    private WordLists() {}

    /// The entries of a list, as {@link NormalizedText} has them but for a mark in front.
    public static List<String> of(String name) {
        return lines(name).stream()
                .map(line -> line.startsWith("!") ? "!" + NormalizedText.of(line) : NormalizedText.of(line))
                .toList();
    }

    /// The entries as they are written.
    public static List<String> lines(String name) {
        InputStream found = WordLists.class.getResourceAsStream(name + ".txt");
        if (found == null) {
            throw new IllegalArgumentException("there is no list of words " + name);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(found, UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
