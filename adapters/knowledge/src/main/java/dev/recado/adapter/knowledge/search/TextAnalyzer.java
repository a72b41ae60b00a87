package dev.recado.adapter.knowledge.search;

import dev.recado.adapter.knowledge.language.QueryNormalizer;
import dev.recado.adapter.knowledge.language.WordForms;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/// Splits a text of one language into search terms: words without case and accents, without stop words, and their
/// stems. Thread-safe.
final class TextAnalyzer {
    private static final int GRAM = 4;
    private static final int MIN_TYPO_LENGTH = 4;
    private static final Map<Language, TextAnalyzer> ALL = new ConcurrentHashMap<>();

    private final Language language;
    private final QueryNormalizer normalizer;
    private final CharArraySet stop;

    private TextAnalyzer(Language language) {
        this.language = language;
        this.normalizer = QueryNormalizer.of(language);
        CharArraySet words = switch (language.tag()) {
            case "es" -> SpanishAnalyzer.getDefaultStopSet();
            case "en" -> EnglishAnalyzer.getDefaultStopSet();
            case "fr" -> FrenchAnalyzer.getDefaultStopSet();
            case "pt" -> PortugueseAnalyzer.getDefaultStopSet();
            default -> CharArraySet.EMPTY_SET;
        };
        this.stop = new CharArraySet(words.size(), false);
        for (Object word : words) {
            stop.add(WordForms.fold(new String((char[]) word)));
        }
        normalizer.stopWords().forEach(stop::add);
    }

    static TextAnalyzer of(Language language) {
        return ALL.computeIfAbsent(language, TextAnalyzer::new);
    }

    /// The terms of a text, in order.
    List<Term> terms(String text) {
        return terms(text, Integer.MAX_VALUE);
    }

    private List<Term> terms(String text, int max) {
        WordRecorder recorder = new WordRecorder(words(text));
        List<Term> terms = new ArrayList<>();
        try (TokenStream stems = stemmed(recorder)) {
            CharTermAttribute stem = stems.addAttribute(CharTermAttribute.class);
            stems.reset();
            while (terms.size() < max && stems.incrementToken()) {
                terms.add(new Term(recorder.last, stem.toString()));
            }
            stems.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

    /// The terms of a question, with chat shorthand expanded and without greetings and thanks. A mistyped stop
    /// word is left out too.
    ///
    /// @param max how many terms at most
    List<Term> questionTerms(String question, int max) {
        return terms(normalizer.withoutCourtesies(question), max);
    }

    String stem(String word) {
        List<Term> terms = terms(word);
        return terms.isEmpty() ? word : terms.getFirst().stem();
    }

    /// The stems of the words with the same meaning.
    List<String> synonyms(String word) {
        return normalizer.synonyms(word).stream().map(this::stem).distinct().toList();
    }

    /// Whether the word is a detail of a question, such as a day or a number.
    boolean isDetail(String word) {
        return normalizer.isDetail(word);
    }

    /// Whether an unknown word is a mistyped stop word.
    boolean isNearlyStop(String word) {
        return word.length() >= MIN_TYPO_LENGTH
                && normalizer.stopWords().stream()
                        .anyMatch(
                                known -> known.length() >= MIN_TYPO_LENGTH && WordForms.distance(word, known, 1) <= 1);
    }

    /// The n-grams of four letters of a word with its ends marked, which mistyped and inflected forms share.
    static List<String> grams(String word) {
        String marked = "_" + word + "_";
        if (marked.length() <= GRAM) {
            return List.of(marked);
        }
        List<String> grams = new ArrayList<>(marked.length() - GRAM + 1);
        for (int at = 0; at + GRAM <= marked.length(); at++) {
            grams.add(marked.substring(at, at + GRAM));
        }
        return grams;
    }

    private TokenStream words(String text) {
        StandardTokenizer tokens = new StandardTokenizer();
        tokens.setReader(new StringReader(text));
        TokenStream lower = new LowerCaseFilter(tokens);
        TokenStream bare = switch (language.tag()) {
            case "en" -> new EnglishPossessiveFilter(lower);
            case "fr" -> new ElisionFilter(lower, FrenchAnalyzer.DEFAULT_ARTICLES);
            default -> lower;
        };
        return new StopFilter(new ASCIIFoldingFilter(bare), stop);
    }

    private TokenStream stemmed(TokenStream words) {
        return switch (language.tag()) {
            case "es" -> new SpanishLightStemFilter(words);
            case "en" -> new PorterStemFilter(words);
            case "fr" -> new FrenchLightStemFilter(words);
            case "pt" -> new PortugueseLightStemFilter(words);
            default -> words;
        };
    }

    /// @param word folded
    record Term(String word, String stem) {}

    /// Remembers the word before it is stemmed.
    private static final class WordRecorder extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String last = "";

        private WordRecorder(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            last = term.toString();
            return true;
        }
    }
}
