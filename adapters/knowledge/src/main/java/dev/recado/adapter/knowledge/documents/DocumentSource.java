package dev.recado.adapter.knowledge.documents;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A source of documents.
public interface DocumentSource {
    /// A source without documents.
    DocumentSource NONE = new DocumentSource() {
        @Override
        public Listing list() {
            return new Listing(List.of(), Map.of());
        }

        @Override
        public byte[] content(DocumentFile file) {
            return new byte[0];
        }
    };

    /// Lists the documents.
    Listing list() throws IOException;

    /// The bytes of a listed file.
    byte[] content(DocumentFile file) throws IOException;

    /// @param files sorted by name
    /// @param skipped files that cannot be read, by name, with the reason
    record Listing(List<DocumentFile> files, Map<String, String> skipped) {
        public Listing {
            files = List.copyOf(files);
            skipped = Map.copyOf(skipped);
        }
    }
}
