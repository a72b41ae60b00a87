package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.language.QueryNormalizer;
import dev.recado.adapter.knowledge.language.WordForms;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The questions of one language, ready to be compared with what a user writes. Immutable once built.
///
/// A question matches as far as the two say the same words: rare words count more than common ones, stop words next to
/// nothing, and what only one of the two says counts against it. Words need not be equal: a shared stem, the same
/// sound or a typo's distance will do.
final class QuestionIndex {
    private static final double SAME_SOUND = 0.95;
    private static final double ONE_TYPO = 0.9;
    private static final double TWO_TYPOS = 0.8;
    /// What a word is worth that another question of the same entry has.
    private static final double ELSEWHERE = 0.85;
    /// What a word that no question has counts, measured by the rarest of those that some have.
    private static final double STRANGER = 1.3;

    /// The share of a question that a text must say at least: one common word does not make it that question.
    private static final double SHARE = 0.65;

    /// A text without a word that means something matches only a question that says exactly that.
    private static final double WHOLE = 0.95;

    /// What a day or a number counts where a document is measured against the entry.
    private static final double DETAIL = 0.8;
    private static final double IN_THE_ANSWER = 0.5;

    /// A text of so many words, all of them the entry's, is its question also where it leaves much of it out.
    private static final int ENOUGH_WORDS = 2;
    private static final double SHARE_OF_ENOUGH = 0.45;

    private static final int SHORTEST_MISTYPED = 4;
    private static final int LONG_ENOUGH_FOR_TWO = 8;
    private static final int LONGEST_QUESTION = 24;

    private final Language language;
    private final QueryNormalizer normalizer;
    private final Predicate<String> isWord;
    private final Map<String, List<Question>> byStem = new HashMap<>();
    private final Map<String, Set<String>> vocabularies = new HashMap<>();
    private final Map<String, Set<String>> answers = new HashMap<>();
    private final Map<String, Integer> entriesWith = new HashMap<>();
    private final Map<String, String> stemBySound = new HashMap<>();
    private final Map<String, String> stemByWord = new HashMap<>();
    private final Map<Character, List<String>> wordsByInitial = new HashMap<>();

    /// @param isWord whether a word is known to the language: then it is no typo of another
    QuestionIndex(
            Language language, QueryNormalizer normalizer, Predicate<String> isWord, Collection<CuratedEntry> entries) {
        this.language = language;
        this.normalizer = normalizer;
        this.isWord = isWord;
        for (CuratedEntry entry : entries) {
            CuratedEntry.Block block = entry.blocks().get(language);
            if (block != null) {
                add(entry.id(), block.questions());
                answers.put(
                        entry.id(),
                        Set.copyOf(stemsOf(normalizer.read(block.answer()).words())));
            }
        }
    }

    private void add(String entry, List<String> texts) {
        Set<String> vocabulary = new HashSet<>();
        for (String text : texts) {
            Question question = new Question(entry, normalizer.read(text).words());
            for (QueryNormalizer.Word word : question.words()) {
                vocabulary.add(word.stem());
                byStem.computeIfAbsent(word.stem(), _ -> new ArrayList<>()).add(question);
                stemBySound.putIfAbsent(
                        word.weight() < QueryNormalizer.LIGHT ? wholeSound(word.written()) : sound(word.written()),
                        word.stem());
                if (stemByWord.putIfAbsent(word.written(), word.stem()) == null && mayBeMistyped(word)) {
                    wordsByInitial
                            .computeIfAbsent(word.written().charAt(0), _ -> new ArrayList<>())
                            .add(word.written());
                }
            }
        }
        vocabularies.put(entry, vocabulary);
        vocabulary.forEach(stem -> entriesWith.merge(stem, 1, Integer::sum));
    }

    /// The entry whose question is closest, with how close it is, up to 1; null when none is near.
    @Nullable
    Match best(String text) {
        List<Asked> asked = understand(text);
        if (asked.isEmpty()) {
            return null;
        }
        boolean detailed = asked.stream().anyMatch(word -> word.weight() >= QueryNormalizer.LIGHT);
        boolean meaningful = asked.stream().anyMatch(word -> word.weight() > QueryNormalizer.LIGHT);
        Set<Question> candidates = new LinkedHashSet<>();
        for (Asked word : asked) {
            if (word.stem() != null && (!detailed || word.weight() >= QueryNormalizer.LIGHT)) {
                candidates.addAll(byStem.getOrDefault(word.stem(), List.of()));
            }
        }
        Match best = null;
        for (Question question : candidates) {
            double score = score(asked, question);
            if ((meaningful || score >= WHOLE) && score > (best == null ? 0 : best.score())) {
                best = new Match(question.entry(), score);
            }
        }
        return best;
    }

    /// None of a text that says more than any question does.
    /// Whether each word of the text is known to the language, which therefore is the user's.
    boolean isInItsLanguage(String text) {
        List<QueryNormalizer.Word> words = normalizer.read(text).words();
        return !words.isEmpty() && words.stream().allMatch(word -> isWord.test(word.written()));
    }

    /// The words that tell the text from others, and how well the entry has each, in its questions or its answer.
    List<DocumentPrecedence.AskedWord> asked(String text, String entry) {
        Set<String> questions = vocabularies.getOrDefault(entry, Set.of());
        Set<String> answer = answers.getOrDefault(entry, Set.of());
        List<DocumentPrecedence.AskedWord> words = new ArrayList<>();
        for (QueryNormalizer.Word word : normalizer.read(text).words()) {
            if (word.weight() >= QueryNormalizer.LIGHT
                    && !normalizer.stopWords().contains(word.written())) {
                Asked known = resolve(word);
                boolean has = known.stem() != null && questions.contains(known.stem());
                double covered = has ? known.likeness() : answer.contains(word.stem()) ? IN_THE_ANSWER : 0;
                double weight = word.weight() < 1 ? DETAIL : 1;
                words.add(new DocumentPrecedence.AskedWord(word.written(), weight, covered, rarity(known.stem())));
            }
        }
        return words;
    }

    private List<Asked> understand(String text) {
        List<Asked> asked = new ArrayList<>();
        QueryNormalizer.Said said = normalizer.read(text);
        if (said.words().size() > LONGEST_QUESTION) {
            return List.of();
        }
        for (QueryNormalizer.Word word : said.words()) {
            Asked known = resolve(word);
            asked.add(known.stem() == null && said.courtesy() ? new Asked(null, 0, QueryNormalizer.STOP) : known);
        }
        return asked;
    }

    private Asked resolve(QueryNormalizer.Word word) {
        if (entriesWith.containsKey(word.stem())) {
            return new Asked(word.stem(), 1, word.weight());
        }
        String alike = stemBySound.getOrDefault(sound(word.written()), stemBySound.get(wholeSound(word.written())));
        if (alike != null && word.written().length() > 2) {
            return new Asked(alike, SAME_SOUND, word.weight());
        }
        return mayBeMistyped(word) && !isWord.test(word.written()) ? nearest(word) : new Asked(null, 0, word.weight());
    }

    private static boolean mayBeMistyped(QueryNormalizer.Word word) {
        return word.written().length() >= SHORTEST_MISTYPED && word.weight() >= QueryNormalizer.LIGHT;
    }

    /// People seldom mistype the first letter: only words that share it are compared.
    private Asked nearest(QueryNormalizer.Word word) {
        String written = word.written();
        int limit = written.length() < LONG_ENOUGH_FOR_TWO ? 1 : 2;
        String nearest = null;
        int least = limit + 1;
        for (String known : wordsByInitial.getOrDefault(written.charAt(0), List.of())) {
            int distance = WordForms.distance(written, known, least - 1);
            if (distance < least) {
                least = distance;
                nearest = known;
                if (least == 1) {
                    break;
                }
            }
        }
        return nearest == null
                ? new Asked(null, 0, word.weight())
                : new Asked(stemByWord.get(nearest), least == 1 ? ONE_TYPO : TWO_TYPOS, word.weight());
    }

    private double score(List<Asked> asked, Question question) {
        Set<String> vocabulary = vocabularies.getOrDefault(question.entry(), Set.of());
        Map<String, Double> shared = new HashMap<>();
        double said = 0;
        double understood = 0;
        int telling = 0;
        boolean lacking = false;
        for (Asked word : asked) {
            boolean has = word.stem() != null && vocabulary.contains(word.stem());
            double worth =
                    word.weight() * (has || word.weight() < 1 ? rarity(word.stem()) : rarityOfLacking(word.stem()));
            telling += word.weight() < 1 ? 0 : 1;
            lacking |= !has && word.weight() >= QueryNormalizer.LIGHT;
            said += worth;
            if (word.stem() != null && question.stems().contains(word.stem())) {
                understood += worth * word.likeness();
                shared.merge(word.stem(), word.likeness(), Math::max);
            } else if (has) {
                understood += worth * word.likeness() * ELSEWHERE;
            }
        }
        double asks = 0;
        double covered = 0;
        for (QueryNormalizer.Word word : question.words()) {
            double worth = word.weight() * rarity(word.stem());
            asks += worth;
            covered += worth * shared.getOrDefault(word.stem(), 0.0);
        }
        double ofText = understood / said;
        double ofQuestion = covered / asks;
        if (!lacking && telling >= ENOUGH_WORDS && ofQuestion >= SHARE_OF_ENOUGH && ofQuestion < ofText) {
            return 1.25 * ofText * ofQuestion / (0.25 * ofText + ofQuestion);
        }
        return ofQuestion < SHARE ? 0 : 2 * ofText * ofQuestion / (ofText + ofQuestion);
    }

    private double rarest() {
        return Math.log(1 + (double) vocabularies.size());
    }

    /// What only one other entry speaks of counts against an entry like what none does.
    private double rarityOfLacking(@Nullable String stem) {
        return rarity(stem == null || entriesWith.getOrDefault(stem, 0) > 1 ? stem : null);
    }

    private double rarity(@Nullable String stem) {
        return stem == null
                ? rarest() * STRANGER
                : Math.log(1 + (double) vocabularies.size() / entriesWith.getOrDefault(stem, 1));
    }

    private String sound(String word) {
        return WordForms.stem(WordForms.sound(word, language), language);
    }

    /// Of a word that says nothing: one that shares its stem is another word.
    private String wholeSound(String word) {
        return "=" + WordForms.sound(word, language);
    }

    record Match(String entry, double score) {}

    private record Question(String entry, List<QueryNormalizer.Word> words, Set<String> stems) {
        Question(String entry, List<QueryNormalizer.Word> words) {
            this(entry, words, stemsOf(words));
        }
    }

    private static Set<String> stemsOf(List<QueryNormalizer.Word> words) {
        Set<String> stems = new HashSet<>();
        words.forEach(word -> stems.add(word.stem()));
        return stems;
    }

    /// @param stem what the word is taken for; null for one that no question has
    private record Asked(@Nullable String stem, double likeness, double weight) {}
}
