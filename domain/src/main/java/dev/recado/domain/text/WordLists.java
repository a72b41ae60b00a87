package dev.recado.domain.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/// Word lists that ship as resources of this package: one entry per line; lines that begin with `#` are comments.
public final class WordLists {
    private WordLists() {}

    /// Returns the entries of a list, each normalized by [NormalizedText]; a leading `!` is kept.
    public static List<String> of(String name) {
        return lines(name).stream()
                .map(line -> line.startsWith("!") ? "!" + NormalizedText.of(line) : NormalizedText.of(line))
                .toList();
    }

    /// Returns the entries of a list as written.
    static List<String> lines(String name) {
        return allLines(name).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /// Returns all lines of a resource of this package.
    static List<String> allLines(String name) {
        InputStream found = WordLists.class.getResourceAsStream(name + ".txt");
        if (found == null) {
            throw new IllegalArgumentException("there is no word list " + name);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(found, UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
