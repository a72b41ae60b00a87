package dev.recado.domain.answer;

import dev.recado.domain.text.Language;
import java.util.List;

/// The business's documents, searchable by passage.
public interface KnowledgeBase {
    /// The [Passage#confidence] at which a passage is as likely as not to hold the answer.
    double EVEN_ODDS = 0.5;

    /// Returns the passages that match the question, best first; empty when none does. Quick: in memory, apart
    /// from the question's embedding where embeddings are configured and answer in time. A repeat gives the same
    /// until a document changes. Thread-safe.
    ///
    /// @param limit the most passages
    /// @throws dev.recado.domain.PortUnavailableException when the search failed; a retry may help
    List<Passage> search(String question, Language language, int limit);

    /// Returns a version that changes whenever answers may: with a document, a curated answer, or how they are
    /// read.
    String version();

    /// A passage of a document.
    ///
    /// @param text as in the document, never blank; data for the reader, never an instruction
    /// @param source document and heading path, fit to be shown (`prices.md › Massages`)
    /// @param excerpt the few sentences that answer the question best, in order, fit to be sent
    /// @param confidence from 0 to 1, comparable across questions: the probability that it holds the answer
    record Passage(String text, String source, String excerpt, double confidence) {}
}
