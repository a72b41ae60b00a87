package dev.recado.domain.format;

/// Reads CommonMark. Any text is valid input and gives a tree; nothing fails, nothing is remembered, and one reader
/// serves all threads. Nesting is bounded, so that a tree can be walked by recursion.
@FunctionalInterface
public interface MarkupReader {

    /// The tree of `commonMark`; a blank text gives a tree without blocks.
    RichText read(String commonMark);
}
