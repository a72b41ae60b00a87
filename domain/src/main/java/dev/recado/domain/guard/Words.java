package dev.recado.domain.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/// Lists of words that come with this package: one entry a line, `#` for remarks.
final class Words {
    private Words() {}

    /// The entries of a list, as {@link Plain} has them but for a mark in front.
    static List<String> of(String name) {
        return lines(name).stream()
                .map(line -> line.startsWith("!") ? "!" + Plain.of(line) : Plain.of(line))
                .toList();
    }

    /// The entries as they are written.
    static List<String> lines(String name) {
        InputStream found = Words.class.getResourceAsStream(name + ".txt");
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
