package dev.recado.adapter.knowledge.documents;

import dev.recado.adapter.knowledge.files.ContentHash;
import dev.recado.adapter.knowledge.search.PassageIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// All documents as of one check, with their index. Immutable.
///
/// @param skipped by name, with the reason
/// @param at when it was built
public record IndexedDocuments(
        Map<String, IndexedDocument> documents, Map<String, String> skipped, PassageIndex index, Instant at) {
    public IndexedDocuments {
        documents = Map.copyOf(documents);
        skipped = Map.copyOf(skipped);
    }

    static IndexedDocuments empty(Instant at) {
        return new IndexedDocuments(Map.of(), Map.of(), new PassageIndex(List.of()), at);
    }

    public int leftOut() {
        return documents.values().stream()
                .mapToInt(document -> document.parsed().leftOut())
                .sum();
    }

    /// How many documents have passages.
    public int size() {
        return (int) documents.values().stream()
                .filter(document -> !document.parsed().passages().isEmpty())
                .count();
    }

    /// Changes with every change of a document.
    String version() {
        return documents.entrySet().stream()
                .map(document -> document.getKey() + '\n' + document.getValue().hash())
                .sorted()
                .collect(Collectors.collectingAndThen(Collectors.joining("\n"), ContentHash::of));
    }

    /// A document with its passages.
    ///
    /// @param file as it was when it was read
    /// @param hash of the content that was readable last; empty when none was
    /// @param problem why the newest content was not used; empty when it was
    record IndexedDocument(DocumentFile file, String hash, DocumentParser.Parsed parsed, String problem) {}
}
