package dev.recado.domain.format;

/// A CommonMark parser. Every text is valid input. Thread-safe and stateless. Nesting is bounded, so that
/// recursion over the tree is safe.
@FunctionalInterface
public interface MarkupReader {

    /// Parses `commonMark`; a blank text gives a tree without blocks.
    RichText read(String commonMark);
}
