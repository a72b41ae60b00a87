package dev.recado.application.configuration;

import dev.recado.application.catalogue.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a `.env` file: `NAME=value` lines, `#` comments, an optional `export`, values bare or in single or double
/// quotes.
public final class DotEnv {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

    private DotEnv() {}

    /// The variables of the file; empty when there is no file.
    ///
    /// @throws InvalidConfigurationException naming the line that is no assignment
    public static Map<String, String> read(Path file) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return variables;
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new InvalidConfigurationException(".env: expected a readable text file in UTF-8");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher assignment = LINE.matcher(line);
            if (!assignment.matches()) {
                throw new InvalidConfigurationException(".env, line " + (i + 1) + ": expected NAME=value");
            }
            variables.put(assignment.group(1), unquoted(assignment.group(2).strip()));
        }
        return variables;
    }

    private static String unquoted(String value) {
        if (value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"))) {
            int end = value.indexOf(value.charAt(0), 1);
            if (end > 0) {
                return value.substring(1, end);
            }
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }
}
