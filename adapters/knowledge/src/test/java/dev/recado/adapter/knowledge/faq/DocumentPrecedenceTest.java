package dev.recado.adapter.knowledge.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.knowledge.documents.DocumentFile;
import dev.recado.adapter.knowledge.documents.DocumentParser;
import dev.recado.adapter.knowledge.documents.ExampleDocuments;
import dev.recado.adapter.knowledge.formats.UnreadableDocumentException;
import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.WordLanguageDetector;
import dev.recado.adapter.knowledge.search.DocumentPassage;
import dev.recado.adapter.knowledge.search.HybridSearch;
import dev.recado.adapter.knowledge.search.PassageIndex;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentPrecedenceTest {
    private static final PassageIndex DOCUMENTS = documents();
    private static final CuratedAnswers ANSWERS = answers();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            es | cuánto cuesta una endodoncia
            es | cuanto vale el blanqueamiento
            es | ¿tenéis pediatra los viernes por la tarde?
            es | ¿abrís el 24 de diciembre por la tarde?
            es | qué llevo a la primera visita con la nutricionista
            en | do you accept the european health insurance card
            """)
    void aDocumentThatAnswersBetterWins(String language, String question) {
        assertThat(ANSWERS.find(question, Language.ofTag(language).orElseThrow()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "es,cuánto cuesta la consulta,prices",
        "es,¿tenéis pediatra?,children",
        "es,a qué hora abrís,hours",
        "en,do you accept insurance,insurance"
    })
    void aCompleteCuratedAnswerWins(String language, String question, String entry) {
        assertThat(ANSWERS.find(question, Language.ofTag(language).orElseThrow()))
                .hasValueSatisfying(answer -> assertThat(answer.id()).isEqualTo(entry));
    }

    @Test
    void withoutDocumentsTheCuratedAnswerWins() {
        CuratedAnswers alone = new CuratedAnswers(FaqFile::example, new LanguageWordLists(), new DocumentPrecedence());
        assertThat(alone.find("¿abrís el 24 de diciembre por la tarde?", Language.SPANISH))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2+2", "cuánto es 2+2", "3x4", "24", "mañana"})
    void numbersAndDaysAloneFindNoPassage(String text) {
        assertThat(new HybridSearch(DOCUMENTS).find(text, Language.SPANISH, 5, Optional.empty()))
                .isEmpty();
    }

    private static CuratedAnswers answers() {
        DocumentPrecedence current = new DocumentPrecedence();
        current.replace(DOCUMENTS);
        return new CuratedAnswers(FaqFile::example, new LanguageWordLists(), current);
    }

    private static PassageIndex documents() {
        try {
            DocumentParser parser =
                    new DocumentParser(new WordLanguageDetector(new LanguageWordLists()), Language.SPANISH);
            ExampleDocuments source = new ExampleDocuments();
            List<DocumentPassage> passages = new ArrayList<>();
            for (DocumentFile file : source.list().files()) {
                passages.addAll(parser.parse(file.name(), source.content(file)).passages());
            }
            return new PassageIndex(passages);
        } catch (IOException | UnreadableDocumentException e) {
            throw new AssertionError(e);
        }
    }
}
