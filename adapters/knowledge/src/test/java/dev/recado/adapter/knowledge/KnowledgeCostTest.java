package dev.recado.adapter.knowledge;

import dev.recado.domain.cost.CpuCost;
import dev.recado.domain.model.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// No text costs what looks for answers much more than a plain one of its length.
class KnowledgeCostTest {
    private final LanguageWords words = new LanguageWords();
    private final WordLanguageDetector detector = new WordLanguageDetector(words);

    @Test
    void theLanguage() {
        CpuCost.isBounded("the language detector", detector::detect);
    }

    @Test
    void curatedAnswers() throws Exception {
        CurrentDocuments current = new CurrentDocuments();
        current.replace(example());
        CuratedAnswers answers = new CuratedAnswers(FaqFile::example, words, current);
        CpuCost.isBounded("the curated answers", text -> answers.find(text, Language.SPANISH));
    }

    @Test
    void spelling() {
        CpuCost.isBounded("folding", Spelling::fold);
        CpuCost.isBounded("the sound", text -> Spelling.sound(text, Language.SPANISH));
        Wording wording = Wording.of(Language.ENGLISH);
        CpuCost.isBounded("the wording", wording::read);
        CpuCost.isBounded("addresses", Addresses::without);
    }

    @Test
    void search() throws Exception {
        Finder finder = new Finder(example());
        CpuCost.isBounded("the search", text -> finder.find(text, Language.SPANISH, 5, Optional.empty()));
    }

    private PassageIndex example() throws Exception {
        List<PassageText> passages = new ArrayList<>();
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
