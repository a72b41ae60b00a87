package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/// An index of the embedded server that can narrow down a query with more conditions than the index covers.
interface CandidateIndex {

    /// The positions of all documents that may match, or null when this index does not help.
    @Nullable
    Iterable<Object> candidates(Document query);

    /// The same positions in this order, so that a caller that wants the first few need not read the others;
    /// null when this index does not have the order.
    default @Nullable Iterable<Object> inOrder(Document query, Document orderBy) {
        return null;
    }
}
