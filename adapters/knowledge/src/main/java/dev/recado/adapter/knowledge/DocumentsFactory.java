package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.documents.DocumentFolder;
import dev.recado.adapter.knowledge.documents.DocumentKnowledgeBase;
import dev.recado.adapter.knowledge.documents.DocumentParser;
import dev.recado.adapter.knowledge.documents.DocumentSource;
import dev.recado.adapter.knowledge.documents.ExampleDocuments;
import dev.recado.adapter.knowledge.documents.IndexBuilder;
import dev.recado.adapter.knowledge.faq.DocumentPrecedence;
import dev.recado.adapter.knowledge.faq.FaqFileReloader;
import dev.recado.adapter.knowledge.files.FileChangePoller;
import dev.recado.adapter.knowledge.hours.HoursFile;
import dev.recado.adapter.knowledge.search.EmbeddingCache;
import dev.recado.adapter.knowledge.search.EmbeddingSearch;
import dev.recado.domain.answer.Embedder;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.LanguageDetector;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates the search over the documents, and the poller that keeps its index up to date.
@Factory
final class DocumentsFactory {
    /// Leaves the processors to the start: no user asks anything before.
    private static final Duration DELAY_AFTER_START = Duration.ofMillis(300);

    /// The configured folder, or the documents of the example business.
    @Singleton
    DocumentSource source(KnowledgeSettings settings) {
        if (settings.knowledgeDir() != null) {
            return new DocumentFolder(Path.of(settings.knowledgeDir()));
        }
        return settings.example() ? new ExampleDocuments() : DocumentSource.NONE;
    }

    @Singleton
    EmbeddingSearch embeddingSearch(@Nullable Embedder embedder, KnowledgeSettings settings, InstantSource clock) {
        EmbeddingCache cache = new EmbeddingCache(settings.dataDir().resolve("index"));
        return new EmbeddingSearch(embedder, cache, clock, task -> {
            var _ = Thread.ofVirtual().name("embeddings").start(task);
        });
    }

    @Singleton
    IndexBuilder indexBuilder(
            DocumentSource source, LanguageDetector languages, KnowledgeSettings settings, InstantSource clock) {
        return new IndexBuilder(source, new DocumentParser(languages, settings.defaultLanguage()), clock);
    }

    @Singleton
    @Bean(typed = {DocumentKnowledgeBase.class, dev.recado.domain.answer.KnowledgeBase.class})
    DocumentKnowledgeBase documents(
            IndexBuilder indexBuilder,
            FaqFileReloader curated,
            EmbeddingSearch embeddingSearch,
            DocumentPrecedence current,
            AnalysisExecutor analysis,
            InstantSource clock) {
        return new DocumentKnowledgeBase(indexBuilder, curated, embeddingSearch, current, analysis, clock);
    }

    @Singleton
    @Bean(preDestroy = "close")
    FileChangePoller changePoller(
            DocumentKnowledgeBase documents, FaqFileReloader curated, HoursFile hours, KnowledgeSettings settings) {
        return new FileChangePoller(
                DELAY_AFTER_START,
                settings.knowledgePoll(),
                List.of(documents::refresh, curated::refresh, hours::refresh));
    }
}
