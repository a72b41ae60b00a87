package dev.recado.adapter.knowledge.formats;

import java.util.List;

/// Reads one format. Pure: it opens nothing but the given bytes.
@FunctionalInterface
public interface DocumentReader {

    /// The document's sections, in order; empty when it has no text.
    List<Section> read(byte[] file) throws UnreadableDocumentException;
}
