package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.documents.DocumentFile;
import dev.recado.adapter.knowledge.documents.DocumentParser;
import dev.recado.adapter.knowledge.documents.ExampleDocuments;
import dev.recado.adapter.knowledge.documents.PassageSplitter;
import dev.recado.adapter.knowledge.faq.CuratedAnswers;
import dev.recado.adapter.knowledge.faq.DocumentPrecedence;
import dev.recado.adapter.knowledge.faq.FaqFile;
import dev.recado.adapter.knowledge.language.AddressRemover;
import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.QueryNormalizer;
import dev.recado.adapter.knowledge.language.WordForms;
import dev.recado.adapter.knowledge.language.WordLanguageDetector;
import dev.recado.adapter.knowledge.search.DocumentPassage;
import dev.recado.adapter.knowledge.search.HybridSearch;
import dev.recado.adapter.knowledge.search.PassageIndex;
import dev.recado.domain.cost.CpuCost;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Searching for answers costs for every text about as much as for a plain one of its length.
@Tag("slow")
class KnowledgeCostTest {
    private final LanguageWordLists words = new LanguageWordLists();
    private final WordLanguageDetector detector = new WordLanguageDetector(words);

    @Test
    void theLanguage() {
        CpuCost.isBounded("the language detector", detector::detect);
    }

    @Test
    void curatedAnswers() throws Exception {
        DocumentPrecedence current = new DocumentPrecedence();
        current.replace(example());
        CuratedAnswers answers = new CuratedAnswers(FaqFile::example, words, current);
        CpuCost.isBounded("the curated answers", text -> answers.find(text, Language.SPANISH));
    }

    @Test
    void spelling() {
        CpuCost.isBounded("folding", WordForms::fold);
        CpuCost.isBounded("the sound", text -> WordForms.sound(text, Language.SPANISH));
        QueryNormalizer normalizer = QueryNormalizer.of(Language.ENGLISH);
        CpuCost.isBounded("the wording", normalizer::read);
        CpuCost.isBounded("addresses", AddressRemover::without);
    }

    @Test
    void search() throws Exception {
        HybridSearch finder = new HybridSearch(example());
        CpuCost.isBounded("the search", text -> finder.find(text, Language.SPANISH, 5, Optional.empty()));
    }

    private PassageIndex example() throws Exception {
        List<DocumentPassage> passages = new ArrayList<>();
        ExampleDocuments source = new ExampleDocuments();
        DocumentParser parser = new DocumentParser(detector, Language.SPANISH);
        for (DocumentFile file : source.list().files()) {
            passages.addAll(parser.parse(file.name(), source.content(file)).passages());
        }
        return new PassageIndex(passages);
    }

    @Test
    void documents() {
        CpuCost.isBounded("splitting in passages", PassageSplitter::split);
    }
}
