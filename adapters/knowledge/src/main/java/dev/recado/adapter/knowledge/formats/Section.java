package dev.recado.adapter.knowledge.formats;

import java.util.List;

/// What stands under one heading of a document.
///
/// @param headings outermost first
/// @param text paragraphs parted by an empty line; a list's item or a table's row is a line
public record Section(List<String> headings, String text) {
    public Section {
        headings = List.copyOf(headings);
    }
}
