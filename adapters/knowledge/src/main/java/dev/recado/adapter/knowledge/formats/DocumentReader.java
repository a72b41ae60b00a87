package dev.recado.adapter.knowledge.formats;

import java.util.List;

/// Reads one format. Pure: it opens nothing but the bytes it is given.
@FunctionalInterface
public interface DocumentReader {

    /// The document's sections, in order; none when it says nothing.
    List<Section> read(byte[] file) throws UnreadableDocumentException;
}
