package dev.recado.adapter.knowledge.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.knowledge.faq.CuratedAnswers;
import dev.recado.adapter.knowledge.faq.DocumentPrecedence;
import dev.recado.adapter.knowledge.faq.FaqFileReloader;
import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.WordLanguageDetector;
import dev.recado.adapter.knowledge.search.EmbeddingCache;
import dev.recado.adapter.knowledge.search.EmbeddingSearch;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.Embedder;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentKnowledgeBaseTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private static final LanguageWordLists WORDS = new LanguageWordLists();

    private DocumentKnowledgeBase documents(DocumentSource source, @Nullable Embedder embedder) {
        FaqFileReloader curated = new FaqFileReloader(
                null, Set.copyOf(Language.SHIPPED), new CuratedAnswers(List::of, WORDS, new DocumentPrecedence()));
        IndexBuilder indexBuilder = new IndexBuilder(
                source, new DocumentParser(new WordLanguageDetector(WORDS), Language.SPANISH), () -> NOW);
        EmbeddingSearch embeddingSearch =
                new EmbeddingSearch(embedder, new EmbeddingCache(folder.resolve("index")), () -> NOW, Runnable::run);
        DocumentKnowledgeBase documents = new DocumentKnowledgeBase(
                indexBuilder, curated, embeddingSearch, new DocumentPrecedence(), AnalysisExecutor.DIRECT, () -> NOW);
        documents.refresh();
        return documents;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "¿Cuánto tiempo vale el bono de fisioterapia? | servicios.md › Servicios › Fisioterapia › Bonos | seis meses",
                "cto vale el blanqueamineto | servicios.md › Servicios › Odontología › Blanqueamiento | 220 €",
                "q tengo q hacer despues d una extraccion | servicios.md › Servicios › Odontología › Después de una extracción | gasa",
                "hay wifi? | la-clinica.md › La clínica › Wifi y sala de espera | Aurora-Pacientes",
                "puedo entrar con mi perro de asistencia | la-clinica.md › La clínica › Acompañantes y animales | perros",
                "cubre salus las vacunas | seguros.csv | Seguro: Salus",
                "is the European Health Insurance Card valid? | visitors.md › For visitors from abroad › European Health Insurance Card | not valid",
                "hay q ir en ayunas para el electrocardiograma | pruebas.md › Pruebas y preparación › Electrocardiograma | No hace falta",
                "who is Nuria Campos? | la-clinica.md › La clínica › El equipo | nutricionista",
                "tienen interprete de ruso | visitors.md | ",
            })
    void theExampleAnswersFromItsDocuments(String question, String source, @Nullable String expected) {
        Language language =
                question.startsWith("is ") || question.startsWith("who") ? Language.ENGLISH : Language.SPANISH;
        List<Passage> found = documents(new ExampleDocuments(), null).search(question, language, 3);
        if (expected != null) {
            assertThat(found.getFirst().source()).isEqualTo(source);
            assertThat(found.getFirst().excerpt()).contains(expected);
            assertThat(found.getFirst().confidence()).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hola, %s",
                "Hola! buenos días, %s",
                "por favor, %s",
                "%s, gracias",
                "%s por favor. Muchas gracias!",
            })
    void greetingsAndThanksDoNotMatter(String around) {
        DocumentKnowledgeBase documents = documents(new ExampleDocuments(), null);
        for (String question : List.of("cuánto cuesta una endodoncia", "hay wifi?")) {
            assertThat(documents.search(around.formatted(question), Language.SPANISH, 3))
                    .isNotEmpty()
                    .isEqualTo(documents.search(question, Language.SPANISH, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "¿Cuánto cuesta un vuelo a Lisboa?",
                "¿quién ganó el mundial de fútbol?",
                "tienen camisetas rojas",
                "what is the capital of France?",
                "cómo se cocina una paella",
            })
    void confidenceIsLowWhereTheDocumentsHaveNoAnswer(String question) {
        assertThat(documents(new ExampleDocuments(), null).search(question, Language.SPANISH, 3))
                .allSatisfy(passage -> assertThat(passage.confidence()).isLessThan(KnowledgeBase.EVEN_ODDS));
    }

    @Test
    void theExcerptIsShortAndUnchanged() throws IOException {
        StringBuilder text = new StringBuilder("# Normas\n");
        for (int at = 0; at < 9; at++) {
            text.append("La norma número ")
                    .append(at)
                    .append(" habla de los horarios de la sala ")
                    .append(at)
                    .append(". ");
        }
        Files.writeString(
                folder.resolve("n.md"), text + "Las bicicletas se dejan en el patio. Hay candados en recepción.");
        Passage found = documents(new DocumentFolder(folder), null)
                .search("¿dónde dejo la bici o las bicicletas?", Language.SPANISH, 1)
                .getFirst();
        assertThat(found.excerpt())
                .contains("Las bicicletas se dejan en el patio.")
                .hasSizeLessThan(200);
        assertThat(found.text()).contains(found.excerpt());
        assertThat(found.source()).isEqualTo("n.md › Normas");
    }

    @Test
    void aSearchForNothingFindsNothing() {
        DocumentKnowledgeBase documents = documents(new ExampleDocuments(), null);
        assertThat(documents.search("", Language.SPANISH, 3)).isEmpty();
        assertThat(documents.search("🙂 ¿?", Language.SPANISH, 3)).isEmpty();
        assertThat(documents.search("fisioterapia", Language.SPANISH, 0)).isEmpty();
        assertThat(documents.search("x ".repeat(20_000), Language.SPANISH, 3)).isEmpty();
        assertThat(documents(DocumentSource.NONE, null).search("fisioterapia", Language.SPANISH, 3))
                .isEmpty();
    }

    @Test
    void embeddingsFindPassagesWithoutSharedWords() {
        Meaning embedder = new Meaning();
        DocumentKnowledgeBase documents = documents(new ExampleDocuments(), embedder);
        assertThat(documents.search("bricolaje", Language.SPANISH, 3))
                .allSatisfy(passage -> assertThat(passage.confidence()).isLessThan(0.1));
        assertThat(documents.search("internet", Language.SPANISH, 3).getFirst().source())
                .contains("Wifi");
        assertThat(documents.search("vejiga", Language.SPANISH, 3).getFirst().source())
                .contains("Ecografía");
    }

    @Test
    void longNumbersAreNotSentToTheEmbedder() {
        Meaning embedder = new Meaning();
        DocumentKnowledgeBase documents = documents(new ExampleDocuments(), embedder);
        documents.search("soy el +1 (555) 010-0199, ¿hay wifi en la planta 2?", Language.SPANISH, 3);
        assertThat(embedder.texts.getLast()).isEqualTo("soy el …, ¿hay wifi en la planta 2?");
    }

    @Test
    void wordsAreSearchedWhenTheEmbedderFails() {
        Meaning embedder = new Meaning();
        DocumentKnowledgeBase documents = documents(new ExampleDocuments(), embedder);
        embedder.failing = true;
        assertThat(documents.search("hay wifi", Language.SPANISH, 3).getFirst().source())
                .contains("Wifi");
    }

    @Test
    void vectorsAreComputedOnce() throws IOException {
        documents(new ExampleDocuments(), new Meaning());
        Meaning again = new Meaning();
        documents(new ExampleDocuments(), again);
        assertThat(again.texts).isEmpty();
        Meaning other = new Meaning();
        other.name = "another";
        documents(new ExampleDocuments(), other);
        assertThat(other.texts).isNotEmpty();
        try (var files = Files.list(folder.resolve("index"))) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
            }
        }
        Meaning afterACut = new Meaning();
        documents(new ExampleDocuments(), afterACut);
        assertThat(afterACut.texts).as("a truncated record affects no other").isEmpty();
    }

    /// Knows only two meanings: texts about the network, and all others.
    private static final class Meaning implements Embedder {
        private final List<String> texts = new ArrayList<>();
        private String name = "fake";
        private boolean failing;

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<float[]> embed(List<String> all, Instant deadline) {
            if (failing) {
                throw new PortUnavailableException("the embedder is broken");
            }
            texts.addAll(all);
            return all.stream()
                    .map(text -> text.contains("wifi") || text.contains("internet")
                            ? new float[] {1, 0}
                            : text.contains("bricolaje") ? new float[] {0, 0} : new float[] {0, 1})
                    .toList();
        }
    }
}
