package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import dev.recado.domain.port.AnalysisExecutor;
import dev.recado.domain.port.KnowledgeBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The business's documents, searched in the newest library there is. They are taken in behind the start; a search
/// before that waits a moment, and finds nothing when it takes longer.
final class Documents implements KnowledgeBase {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);

    /// To be changed with how documents are read or searched: what was learned from them before is not to be used.
    private static final String EDITION = "2";

    private final Librarian librarian;
    private final CuratedFile curated;
    private final Meanings meanings;
    private final CurrentDocuments current;
    private final AnalysisExecutor analysis;
    private final InstantSource clock;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private volatile Library library;

    Documents(
            Librarian librarian,
            CuratedFile curated,
            Meanings meanings,
            CurrentDocuments current,
            AnalysisExecutor analysis,
            InstantSource clock) {
        this.analysis = analysis;
        this.clock = clock;
        this.librarian = librarian;
        this.curated = curated;
        this.meanings = meanings;
        this.current = current;
        this.library = Library.empty(clock.instant());
    }

    /// Looks whether a document has changed and takes it in. By one thread at a time.
    void look() {
        boolean first = !isLoaded();
        try {
            library = librarian.look(library, first);
            current.replace(library.index());
        } finally {
            loaded.countDown();
        }
        meanings.prepare(library.index());
    }

    boolean isLoaded() {
        return loaded.getCount() == 0;
    }

    boolean isFolderGone() {
        return librarian.isGone();
    }

    Library library() {
        return library;
    }

    @Override
    public List<Passage> search(String question, Language language, int limit) {
        try {
            if (!loaded.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return List.of();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        PassageIndex index = library.index();
        if (limit < 1 || index.passages().isEmpty()) {
            return List.of();
        }
        Optional<List<Vectors.Near>> near = meanings.near(question, index);
        return analysis.call(
                clock.instant().plus(LONGEST_SEARCH), () -> new Finder(index).find(question, language, limit, near));
    }

    @Override
    public String version() {
        return Hash.of(EDITION + library.version() + curated.version()).substring(0, 16);
    }

    /// How long ago the library was made.
    Duration age(Instant now) {
        return Duration.between(library.at(), now);
    }
}
