package dev.recado.adapter.knowledge.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// A table as lines that each say for themselves what they are about: every cell with its column's name.
final class TableLines {
    private TableLines() {}

    /// @param rows the first has the columns' names if there are more rows and more columns than one
    static List<String> lines(List<List<String>> rows) {
        List<List<String>> filled = rows.stream()
                .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                .toList();
        if (filled.isEmpty()) {
            return List.of();
        }
        List<String> names = filled.getFirst();
        boolean named = filled.size() > 1 && names.size() > 1;
        List<String> lines = new ArrayList<>();
        for (List<String> row : named ? filled.subList(1, filled.size()) : filled) {
            StringJoiner line = new StringJoiner("; ");
            for (int at = 0; at < row.size(); at++) {
                String cell = SectionBuilder.oneLine(row.get(at));
                String name = named && at < names.size() ? SectionBuilder.oneLine(names.get(at)) : "";
                if (!cell.isEmpty()) {
                    line.add(name.isEmpty() ? cell : name + ": " + cell);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
