package dev.recado.adapter.knowledge.search;

import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// A token stream over given tokens.
final class PrecomputedTokenStream extends TokenStream {
    private final List<String> tokens;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private Iterator<String> next;

    PrecomputedTokenStream(List<String> tokens) {
        this.tokens = tokens;
        this.next = tokens.iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!next.hasNext()) {
            return false;
        }
        term.append(next.next());
        return true;
    }

    @Override
    public void reset() {
        next = tokens.iterator();
    }
}
