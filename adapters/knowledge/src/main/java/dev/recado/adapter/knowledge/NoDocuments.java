package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import dev.recado.domain.port.KnowledgeBase;
import jakarta.inject.Singleton;
import java.util.List;

/// A knowledge base without documents: it never has a passage.
@Singleton
final class NoDocuments implements KnowledgeBase {

    @Override
    public List<Passage> search(String question, Language language, int limit) {
        return List.of();
    }

    @Override
    public String version() {
        return "none";
    }
}
