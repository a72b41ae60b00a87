package dev.recado.application;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds what was meant as a table and is shown as a paragraph.
final class MarkdownTables {
    private static final Pattern SPAN = Pattern.compile("`[^`]*`");
    private static final Pattern ROW = Pattern.compile("\\s*\\|.*\\|");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*\\|(?: *:?-{3,}:? *\\|)+");

    private MarkdownTables() {}

    /// Returns the lines with `|` that are no row of a table: a table has a header, a separator and rows of as many
    /// cells, each on its own line.
    static List<String> broken(String markdown) {
        List<String> broken = new ArrayList<>();
        List<String> table = new ArrayList<>();
        boolean inCode = false;
        for (String line : (markdown + "\n\n").lines().toList()) {
            boolean fence = line.strip().startsWith("```");
            inCode ^= fence;
            String shown = SPAN.matcher(line).replaceAll("code");
            if (!fence && !inCode && shown.contains("|")) {
                table.add(shown);
            } else if (!table.isEmpty()) {
                broken.addAll(wrong(table));
                table.clear();
            }
        }
        return broken;
    }

    private static List<String> wrong(List<String> table) {
        if (table.size() < 3 || !SEPARATOR.matcher(table.get(1)).matches()) {
            return List.copyOf(table);
        }
        long cells = cells(table.get(1));
        return table.stream()
                .filter(row -> !ROW.matcher(row).matches() || cells(row) != cells)
                .toList();
    }

    private static long cells(String row) {
        return row.chars().filter(c -> c == '|').count() - 1;
    }
}
