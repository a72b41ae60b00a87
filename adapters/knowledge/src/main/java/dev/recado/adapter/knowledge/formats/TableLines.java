package dev.recado.adapter.knowledge.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Turns a table into lines that are understood without the header: every cell with its column's name.
final class TableLines {
    private TableLines() {}

    /// @param rows the first holds the column names if there is more than one row and more than one column
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
