package dev.recado.adapter.knowledge.formats;

import java.util.List;

/// The text under one heading of a document.
///
/// @param headings outermost first
/// @param text paragraphs separated by an empty line; a list item or a table row is a line
public record Section(List<String> headings, String text) {
    public Section {
        headings = List.copyOf(headings);
    }
}
