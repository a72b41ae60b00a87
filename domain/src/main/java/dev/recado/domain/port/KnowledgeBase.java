package dev.recado.domain.port;

import dev.recado.domain.model.Language;
import java.util.List;

/// The business's documents, in passages.
public interface KnowledgeBase {

    /// The passages that speak of the question, best first; empty when none does.
    List<Passage> search(String question, Language language, int limit);

    /// @param source document and heading path, fit to be shown
    /// @param score the engine's own, comparable within one answer only
    record Passage(String text, String source, double score) {}
}
