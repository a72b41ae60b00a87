package dev.recado.adapter.knowledge.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexReaderContext;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The terms of an index of one segment, looked up one after the other with one cursor a field: a question has a
/// hundred of them, and Lucene by itself makes a cursor for each. By one thread at a time.
final class IndexTermLookup {
    private final IndexReaderContext whole;
    private final LeafReaderContext segment;
    private final Map<String, TermsEnum> cursors = new HashMap<>();

    IndexTermLookup(IndexReader reader) {
        this.whole = reader.getContext();
        this.segment = reader.leaves().getFirst();
    }

    /// How many passages have it.
    int frequency(String field, String text) throws IOException {
        TermsEnum cursor = cursor(field);
        return cursor.seekExact(new BytesRef(text)) ? cursor.docFreq() : 0;
    }

    /// @return null for a term that no passage has
    @Nullable
    TermQuery query(String field, String text) throws IOException {
        TermsEnum cursor = cursor(field);
        BytesRef term = new BytesRef(text);
        return cursor.seekExact(term)
                ? new TermQuery(
                        new Term(field, term),
                        new TermStates(
                                whole, cursor.termState(), segment.ord, cursor.docFreq(), cursor.totalTermFreq()))
                : null;
    }

    private TermsEnum cursor(String field) throws IOException {
        TermsEnum cursor = cursors.get(field);
        if (cursor == null) {
            Terms terms = segment.reader().terms(field);
            cursor = terms == null ? TermsEnum.EMPTY : terms.iterator();
            cursors.put(field, cursor);
        }
        return cursor;
    }
}
