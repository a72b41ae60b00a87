package dev.recado.adapter.knowledge;

import dev.recado.domain.port.Probe;
import jakarta.inject.Singleton;
import java.util.Map;

/// Says how much the bot knows by itself.
@Singleton
final class KnowledgeProbe implements Probe {
    private final CuratedAnswers answers;

    KnowledgeProbe(CuratedAnswers answers) {
        this.answers = answers;
    }

    @Override
    public String part() {
        return "knowledge";
    }

    @Override
    public Finding examine() {
        return new Finding(true, Map.of("documents", 0, "passages", 0, "curated_answers", answers.size()));
    }
}
