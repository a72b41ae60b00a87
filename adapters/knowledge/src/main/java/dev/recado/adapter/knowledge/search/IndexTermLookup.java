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

/// Looks up the terms of a one-segment index with one cursor per field: a question has about a hundred terms, and
/// Lucene itself opens a cursor for each. Not thread-safe.
final class IndexTermLookup {
    private final IndexReaderContext context;
    private final LeafReaderContext segment;
    private final Map<String, TermsEnum> cursors = new HashMap<>();

    IndexTermLookup(IndexReader reader) {
        this.context = reader.getContext();
        this.segment = reader.leaves().getFirst();
    }

    /// How many passages have the term.
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
                                context, cursor.termState(), segment.ord, cursor.docFreq(), cursor.totalTermFreq()))
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
