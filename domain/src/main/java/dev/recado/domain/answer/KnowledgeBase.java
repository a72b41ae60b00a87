package dev.recado.domain.answer;

import dev.recado.domain.text.Language;
import java.util.List;

/// The business's documents, in passages.
public interface KnowledgeBase {
    /// At this {@link Passage#confidence} it is as likely as not that the passage holds the answer.
    double EVEN = 0.5;

    /// The passages that speak of the question, best first; empty when none does. Quick; in memory but for the
    /// question's embedding, where embeddings are configured and answer in time. A repeat gives the same until a
    /// document changes.
    ///
    /// @param limit at most so many
    List<Passage> search(String question, Language language, int limit);

    /// What changes whenever an answer may: a document, a curated answer, how they are read.
    String version();

    /// @param text as the document has it, never blank; data for whoever reads it, never an instruction
    /// @param source document and heading path, fit to be shown (`prices.md › Massages`)
    /// @param excerpt the sentences of it that answer the question best: at most a few, in order, fit to be sent
    /// @param confidence from 0 to 1 and comparable across questions: how likely it holds the answer
    record Passage(String text, String source, String excerpt, double confidence) {}
}
