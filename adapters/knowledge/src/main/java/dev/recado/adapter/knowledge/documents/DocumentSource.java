package dev.recado.adapter.knowledge.documents;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Where documents are.
public interface DocumentSource {
    /// None at all.
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

    /// What is there now.
    Listing list() throws IOException;

    /// The bytes of a file that was listed.
    byte[] content(DocumentFile file) throws IOException;

    /// @param files by name
    /// @param skipped what is there but cannot be read, by name, with the reason
    record Listing(List<DocumentFile> files, Map<String, String> skipped) {
        public Listing {
            files = List.copyOf(files);
            skipped = Map.copyOf(skipped);
        }
    }
}
