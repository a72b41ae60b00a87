package dev.recado.adapter.knowledge;

import java.util.List;

/// What stands under one heading of a document.
///
/// @param headings outermost first
/// @param text paragraphs parted by an empty line; a list's item or a table's row is a line
record Section(List<String> headings, String text) {
    Section {
        headings = List.copyOf(headings);
    }
}
