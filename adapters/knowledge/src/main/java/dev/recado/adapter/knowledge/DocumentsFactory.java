package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import dev.recado.domain.port.AnalysisExecutor;
import dev.recado.domain.port.Embedder;
import dev.recado.domain.port.LanguageDetector;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes what searches the documents, and what keeps it in step with them.
@Factory
final class DocumentsFactory {
    /// Leaves the processors to the start: nobody asks anything before.
    private static final Duration AFTER_THE_START = Duration.ofMillis(300);

    /// The folder that is set; for the example business, its documents.
    @Singleton
    DocumentSource source(
            @Property(name = "recado.knowledge-dir") @Nullable String folder,
            @Property(name = "recado.example", defaultValue = "false") boolean example) {
        if (folder != null && !folder.isBlank()) {
            return new DocumentFolder(Path.of(folder));
        }
        return example ? new ExampleDocuments() : DocumentSource.NONE;
    }

    @Singleton
    Meanings meanings(
            @Nullable Embedder embedder,
            @Property(name = "recado.data-dir", defaultValue = "./data") String data,
            InstantSource clock) {
        return new Meanings(embedder, new EmbeddingCache(Path.of(data, "index")), clock, task -> {
            var _ = Thread.ofVirtual().name("embeddings").start(task);
        });
    }

    @Singleton
    Librarian librarian(
            DocumentSource source,
            LanguageDetector languages,
            @Property(name = "recado.language", defaultValue = "es") String language,
            InstantSource clock) {
        Language usual = Language.ofTag(language).orElse(Language.SPANISH);
        return new Librarian(source, new DocumentParser(languages, usual), clock);
    }

    @Singleton
    @Bean(typed = {Documents.class, dev.recado.domain.port.KnowledgeBase.class})
    Documents documents(
            Librarian librarian,
            CuratedFile curated,
            Meanings meanings,
            CurrentDocuments current,
            AnalysisExecutor analysis,
            InstantSource clock) {
        return new Documents(librarian, curated, meanings, current, analysis, clock);
    }

    @Singleton
    @Bean(preDestroy = "close")
    KnowledgeWatch watch(
            Documents documents,
            CuratedFile curated,
            @Property(name = "recado.knowledge-poll", defaultValue = "3s") Duration every) {
        return new KnowledgeWatch(AFTER_THE_START, every, List.of(documents::look, curated::look));
    }
}
