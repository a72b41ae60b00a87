package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import java.util.List;

/// A piece of a document that is found and shown as one.
///
/// @param document its name: the path within the folder
/// @param headings the headings it stands under, outermost first
/// @param text never blank; a line is a list's item, a table's row or a paragraph
record PassageText(String document, List<String> headings, String text, Language language) {
    PassageText {
        headings = List.copyOf(headings);
    }

    String source() {
        return headings.isEmpty() ? document : document + " › " + String.join(" › ", headings);
    }

    /// What is searched, and what its meaning is taken from.
    String whole() {
        return headings.isEmpty() ? text : String.join(". ", headings) + ".\n" + text;
    }
}
