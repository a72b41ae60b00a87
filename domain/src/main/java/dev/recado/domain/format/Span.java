package dev.recado.domain.format;

/// A span of text between an opening and a closing mark: bold, italic, struck through, code, or a fenced block.
/// Spans nest.
final class Span {

    /// The outermost span, around all text, without marks.
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

    /// Creates a span from `start` to `end` (exclusive), including its marks.
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

    /// Returns whether a part of `limit` can hold the whole span together with the marks around it.
    boolean fits(int limit) {
        return end - start + outer.overhead <= limit;
    }

    /// Returns the length of all marks that a piece from within this span needs around it.
    int overhead() {
        return overhead;
    }

    /// Returns the marks that a part beginning within this span starts with.
    String openers() {
        return outer == this ? "" : outer.openers() + open;
    }

    /// Returns the marks that a part ending within this span ends with.
    String closers() {
        return outer == this ? "" : close + outer.closers();
    }
}
