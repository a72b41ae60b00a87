package dev.recado.domain.format;

/// A stretch of text that marks open and close: bold, italic, struck, code, or a fenced block. Spans nest.
final class Span {

    /// Around all text: no marks.
    static final Span NONE = new Span();

    private final Span outer;
    private final String open;
    private final String close;
    private final int start;
    private final int end;
    private final int overhead;

    private Span() {
        this.outer = this;
        this.open = "";
        this.close = "";
        this.start = -1;
        this.end = Integer.MAX_VALUE;
        this.overhead = 0;
    }

    /// From `start` to `end` (exclusive), its marks included.
    Span(Span outer, String open, String close, int start, int end) {
        this.outer = outer;
        this.open = open;
        this.close = close;
        this.start = start;
        this.end = end;
        this.overhead = outer.overhead + open.length() + close.length();
    }

    Span outer() {
        return outer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int contentStart() {
        return start + open.length();
    }

    int contentEnd() {
        return end - close.length();
    }

    boolean isNone() {
        return this == NONE;
    }

    boolean isFence() {
        return open.startsWith(Marks.FENCE);
    }

    /// Whether the marks around may stand in a part of `limit` together with the whole span.
    boolean fits(int limit) {
        return end - start + outer.overhead <= limit;
    }

    /// The length of all marks that a piece from within this span needs around it.
    int overhead() {
        return overhead;
    }

    /// What a part that begins within this span has to begin with.
    String openers() {
        return outer == this ? "" : outer.openers() + open;
    }

    /// What a part that ends within this span has to end with.
    String closers() {
        return outer == this ? "" : close + outer.closers();
    }
}
