package dev.recado.adapter.knowledge;

import dev.recado.domain.port.Probe;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Says how much the bot knows by itself, and what it could not take in. That takes nothing down, as what was good
/// before still answers: a file that is damaged is a warning.
@Singleton
final class KnowledgeProbe implements Probe {
    private static final int MOST_SHOWN = 20;

    private final CuratedAnswers answers;
    private final CuratedFile file;
    private final Documents documents;
    private final Meanings meanings;
    private final InstantSource clock;

    KnowledgeProbe(
            CuratedAnswers answers, CuratedFile file, Documents documents, Meanings meanings, InstantSource clock) {
        this.answers = answers;
        this.file = file;
        this.documents = documents;
        this.meanings = meanings;
        this.clock = clock;
    }

    @Override
    public String part() {
        return "knowledge";
    }

    @Override
    public Finding examine() {
        Library library = documents.library();
        Map<String, Object> details = new TreeMap<>();
        List<String> warnings = new ArrayList<>();
        details.put("loaded", documents.isLoaded());
        details.put("documents", library.size());
        details.put("passages", library.index().passages().size());
        details.put("age_s", documents.age(clock.instant()).toSeconds());
        details.put("embeddings", meanings.state().name().toLowerCase(Locale.ROOT));
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
        if (library.leftOut() > 0) {
            details.put("sections_with_instructions_left_out", library.leftOut());
        }
        if (!library.skipped().isEmpty()) {
            TreeMap<String, String> shown = new TreeMap<>(library.skipped());
            while (shown.size() > MOST_SHOWN) {
                shown.pollLastEntry();
            }
            details.put("skipped", library.skipped().size());
            details.put("skipped_files", shown);
            warnings.add("RECADO_KNOWLEDGE_DIR: " + library.skipped().size()
                    + " files cannot be read (see knowledge.skipped_files): mend them or take them away");
        }
        return new Finding(true, details, warnings);
    }
}
