package dev.recado.adapter.knowledge.search;

import dev.recado.domain.text.Language;
import java.util.List;

/// A piece of a document that is found and shown as one.
///
/// @param document its name: the path within the folder
/// @param headings the headings above it, outermost first
/// @param text never blank; a line is a list item, a table row or a paragraph
public record DocumentPassage(String document, List<String> headings, String text, Language language) {
    public DocumentPassage {
        headings = List.copyOf(headings);
    }

    public String source() {
        return headings.isEmpty() ? document : document + " › " + String.join(" › ", headings);
    }

    /// The text that is indexed and embedded.
    String indexedText() {
        return headings.isEmpty() ? text : String.join(". ", headings) + ".\n" + text;
    }
}
