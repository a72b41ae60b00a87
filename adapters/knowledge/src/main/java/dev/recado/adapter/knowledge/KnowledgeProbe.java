package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.documents.DocumentKnowledgeBase;
import dev.recado.adapter.knowledge.documents.IndexedDocuments;
import dev.recado.adapter.knowledge.faq.CuratedAnswers;
import dev.recado.adapter.knowledge.faq.FaqFileReloader;
import dev.recado.adapter.knowledge.search.EmbeddingSearch;
import dev.recado.domain.operation.Probe;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The part `knowledge` of `/health`: what is indexed, and which files cannot be used. A damaged file is a
/// warning and not a failure, because the last good version still answers.
@Singleton
final class KnowledgeProbe implements Probe {
    private static final int MAX_SHOWN = 20;

    private final CuratedAnswers answers;
    private final FaqFileReloader file;
    private final DocumentKnowledgeBase documents;
    private final EmbeddingSearch embeddingSearch;
    private final InstantSource clock;

    KnowledgeProbe(
            CuratedAnswers answers,
            FaqFileReloader file,
            DocumentKnowledgeBase documents,
            EmbeddingSearch embeddingSearch,
            InstantSource clock) {
        this.answers = answers;
        this.file = file;
        this.documents = documents;
        this.embeddingSearch = embeddingSearch;
        this.clock = clock;
    }

    @Override
    public String part() {
        return "knowledge";
    }

    @Override
    public Finding check() {
        IndexedDocuments indexed = documents.indexed();
        Map<String, Object> details = new TreeMap<>();
        List<String> warnings = new ArrayList<>();
        details.put("loaded", documents.isLoaded());
        details.put("documents", indexed.size());
        details.put("passages", indexed.index().passages().size());
        details.put("age_s", documents.age(clock.instant()).toSeconds());
        details.put("embeddings", embeddingSearch.state().name().toLowerCase(Locale.ROOT));
        details.put("curated_answers", answers.size());
        if (!file.problem().isEmpty()) {
            details.put("curated_answers_problem", file.problem());
            warnings.add(file.problem()
                    + "; the last good version answers until a restart, which this one would stop: mend the file");
        }
        if (!file.unanswered().isEmpty()) {
            details.put("choices_without_entry", file.unanswered());
        }
        if (documents.isFolderGone()) {
            warnings.add("RECADO_KNOWLEDGE_DIR: the folder cannot be read; what was read before stays in use");
        }
        if (indexed.leftOut() > 0) {
            details.put("sections_with_instructions_left_out", indexed.leftOut());
        }
        if (!indexed.skipped().isEmpty()) {
            TreeMap<String, String> shown = new TreeMap<>(indexed.skipped());
            while (shown.size() > MAX_SHOWN) {
                shown.pollLastEntry();
            }
            details.put("skipped", indexed.skipped().size());
            details.put("skipped_files", shown);
            warnings.add("RECADO_KNOWLEDGE_DIR: " + indexed.skipped().size()
                    + " files cannot be read (see knowledge.skipped_files): mend them or take them away");
        }
        return new Finding(true, details, warnings);
    }
}
