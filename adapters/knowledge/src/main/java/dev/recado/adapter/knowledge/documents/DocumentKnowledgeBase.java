package dev.recado.adapter.knowledge.documents;

import dev.recado.adapter.knowledge.faq.DocumentPrecedence;
import dev.recado.adapter.knowledge.faq.FaqFileReloader;
import dev.recado.adapter.knowledge.files.ContentHash;
import dev.recado.adapter.knowledge.search.EmbeddingSearch;
import dev.recado.adapter.knowledge.search.HybridSearch;
import dev.recado.adapter.knowledge.search.PassageIndex;
import dev.recado.adapter.knowledge.search.PassageVectors;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Searches the business's documents in the latest index. The documents are indexed after the start; a search
/// before that waits a moment, and finds nothing when indexing takes longer.
public final class DocumentKnowledgeBase implements KnowledgeBase {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private static final Duration SEARCH_TIMEOUT = Duration.ofSeconds(5);

    /// Change it when documents are read or searched in another way: answers learned before are then not used any
    /// more.
    private static final String FORMAT_VERSION = "2";

    private final IndexBuilder indexBuilder;
    private final FaqFileReloader curated;
    private final EmbeddingSearch embeddingSearch;
    private final DocumentPrecedence precedence;
    private final AnalysisExecutor analysis;
    private final InstantSource clock;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private volatile IndexedDocuments indexed;

    public DocumentKnowledgeBase(
            IndexBuilder indexBuilder,
            FaqFileReloader curated,
            EmbeddingSearch embeddingSearch,
            DocumentPrecedence precedence,
            AnalysisExecutor analysis,
            InstantSource clock) {
        this.analysis = analysis;
        this.clock = clock;
        this.indexBuilder = indexBuilder;
        this.curated = curated;
        this.embeddingSearch = embeddingSearch;
        this.precedence = precedence;
        this.indexed = IndexedDocuments.empty(clock.instant());
    }

    /// Checks for changed documents and indexes them. Called by one thread at a time.
    public void refresh() {
        boolean first = !isLoaded();
        try {
            indexed = indexBuilder.refresh(indexed, first);
            precedence.replace(indexed.index());
        } finally {
            loaded.countDown();
        }
        embeddingSearch.prepare(indexed.index());
    }

    public boolean isLoaded() {
        return loaded.getCount() == 0;
    }

    public boolean isFolderGone() {
        return indexBuilder.isGone();
    }

    public IndexedDocuments indexed() {
        return indexed;
    }

    @Override
    public List<Passage> search(String question, Language language, int limit) {
        try {
            if (!loaded.await(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return List.of();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        PassageIndex index = indexed.index();
        if (limit < 1 || index.passages().isEmpty()) {
            return List.of();
        }
        Optional<List<PassageVectors.Near>> near = embeddingSearch.near(question, index);
        return analysis.call(
                clock.instant().plus(SEARCH_TIMEOUT),
                () -> new HybridSearch(index).find(question, language, limit, near));
    }

    @Override
    public String version() {
        return ContentHash.of(FORMAT_VERSION + indexed.version() + curated.version())
                .substring(0, 16);
    }

    /// How long ago the index was built.
    public Duration age(Instant now) {
        return Duration.between(indexed.at(), now);
    }
}
