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

/// The questions of one language, indexed for matching with users' texts. Immutable.
///
/// A question matches by the share of words that both have: rare words count more than common ones, stop words
/// hardly count, and words that only one side has count against the match. Words match by stem, by sound or
/// within a typo's distance.
final class QuestionIndex {
    private static final double SAME_SOUND = 0.95;
    private static final double ONE_TYPO = 0.9;
    private static final double TWO_TYPOS = 0.8;
    /// The value of a word that another question of the same entry has.
    private static final double SIBLING_QUESTION = 0.85;
    /// The weight of a word that no question has, relative to the rarest word of a question.
    private static final double UNKNOWN_WORD = 1.3;

    /// The share of a question that a text must cover: one common word is not enough.
    private static final double MIN_COVERAGE = 0.65;

    /// A text without a significant word matches only a question that it covers completely.
    private static final double COMPLETE = 0.95;

    /// The weight of a day or a number where a document is compared with the entry.
    private static final double DETAIL = 0.8;
    private static final double IN_ANSWER = 0.5;

    /// A text with this many words, all of them the entry's, matches a question even where it covers less of it.
    private static final int MIN_SIGNIFICANT_WORDS = 2;
    private static final double MIN_SHORT_COVERAGE = 0.45;

    private static final int MIN_TYPO_LENGTH = 4;
    private static final int MIN_TWO_TYPOS_LENGTH = 8;
    private static final int MAX_WORDS = 24;

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

    /// @param isWord whether the language has a word, which is then not a typo of another
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

    /// The entry of the closest question with its score, up to 1; null when no question is close.
    @Nullable
    Match best(String text) {
        List<MatchedWord> matched = match(text);
        if (matched.isEmpty()) {
            return null;
        }
        boolean detailed = matched.stream().anyMatch(word -> word.weight() >= QueryNormalizer.LIGHT);
        boolean meaningful = matched.stream().anyMatch(word -> word.weight() > QueryNormalizer.LIGHT);
        Set<Question> candidates = new LinkedHashSet<>();
        for (MatchedWord word : matched) {
            if (word.stem() != null && (!detailed || word.weight() >= QueryNormalizer.LIGHT)) {
                candidates.addAll(byStem.getOrDefault(word.stem(), List.of()));
            }
        }
        Match best = null;
        for (Question question : candidates) {
            double score = score(matched, question);
            if ((meaningful || score >= COMPLETE) && score > (best == null ? 0 : best.score())) {
                best = new Match(question.entry(), score);
            }
        }
        return best;
    }

    /// Whether the language has every word of the text, which then is the user's language.
    boolean isInItsLanguage(String text) {
        List<QueryNormalizer.Word> words = normalizer.read(text).words();
        return !words.isEmpty() && words.stream().allMatch(word -> isWord.test(word.written()));
    }

    /// The significant words of the text, and how well the entry covers each in its questions or its answer.
    List<DocumentPrecedence.QuestionWord> questionWords(String text, String entry) {
        Set<String> questions = vocabularies.getOrDefault(entry, Set.of());
        Set<String> answer = answers.getOrDefault(entry, Set.of());
        List<DocumentPrecedence.QuestionWord> words = new ArrayList<>();
        for (QueryNormalizer.Word word : normalizer.read(text).words()) {
            if (word.weight() >= QueryNormalizer.LIGHT
                    && !normalizer.stopWords().contains(word.written())) {
                MatchedWord known = resolve(word);
                boolean has = known.stem() != null && questions.contains(known.stem());
                double coverage = has ? known.likeness() : answer.contains(word.stem()) ? IN_ANSWER : 0;
                double weight = word.weight() < 1 ? DETAIL : 1;
                words.add(new DocumentPrecedence.QuestionWord(word.written(), weight, coverage, rarity(known.stem())));
            }
        }
        return words;
    }

    private List<MatchedWord> match(String text) {
        List<MatchedWord> matched = new ArrayList<>();
        QueryNormalizer.NormalizedText normalized = normalizer.read(text);
        if (normalized.words().size() > MAX_WORDS) {
            return List.of();
        }
        for (QueryNormalizer.Word word : normalized.words()) {
            MatchedWord known = resolve(word);
            matched.add(
                    known.stem() == null && normalized.courtesy()
                            ? new MatchedWord(null, 0, QueryNormalizer.STOP)
                            : known);
        }
        return matched;
    }

    private MatchedWord resolve(QueryNormalizer.Word word) {
        if (entriesWith.containsKey(word.stem())) {
            return new MatchedWord(word.stem(), 1, word.weight());
        }
        String alike = stemBySound.getOrDefault(sound(word.written()), stemBySound.get(wholeSound(word.written())));
        if (alike != null && word.written().length() > 2) {
            return new MatchedWord(alike, SAME_SOUND, word.weight());
        }
        return mayBeMistyped(word) && !isWord.test(word.written())
                ? nearest(word)
                : new MatchedWord(null, 0, word.weight());
    }

    private static boolean mayBeMistyped(QueryNormalizer.Word word) {
        return word.written().length() >= MIN_TYPO_LENGTH && word.weight() >= QueryNormalizer.LIGHT;
    }

    /// Users seldom mistype the first letter, so only words with the same one are compared.
    private MatchedWord nearest(QueryNormalizer.Word word) {
        String written = word.written();
        int limit = written.length() < MIN_TWO_TYPOS_LENGTH ? 1 : 2;
        String nearest = null;
        int smallest = limit + 1;
        for (String known : wordsByInitial.getOrDefault(written.charAt(0), List.of())) {
            int distance = WordForms.distance(written, known, smallest - 1);
            if (distance < smallest) {
                smallest = distance;
                nearest = known;
                if (smallest == 1) {
                    break;
                }
            }
        }
        return nearest == null
                ? new MatchedWord(null, 0, word.weight())
                : new MatchedWord(stemByWord.get(nearest), smallest == 1 ? ONE_TYPO : TWO_TYPOS, word.weight());
    }

    private double score(List<MatchedWord> matched, Question question) {
        Set<String> vocabulary = vocabularies.getOrDefault(question.entry(), Set.of());
        Map<String, Double> shared = new HashMap<>();
        double textWeight = 0;
        double textScore = 0;
        int significant = 0;
        boolean hasUnknown = false;
        for (MatchedWord word : matched) {
            boolean has = word.stem() != null && vocabulary.contains(word.stem());
            double worth =
                    word.weight() * (has || word.weight() < 1 ? rarity(word.stem()) : rarityOfLacking(word.stem()));
            significant += word.weight() < 1 ? 0 : 1;
            hasUnknown |= !has && word.weight() >= QueryNormalizer.LIGHT;
            textWeight += worth;
            if (word.stem() != null && question.stems().contains(word.stem())) {
                textScore += worth * word.likeness();
                shared.merge(word.stem(), word.likeness(), Math::max);
            } else if (has) {
                textScore += worth * word.likeness() * SIBLING_QUESTION;
            }
        }
        double questionWeight = 0;
        double questionScore = 0;
        for (QueryNormalizer.Word word : question.words()) {
            double worth = word.weight() * rarity(word.stem());
            questionWeight += worth;
            questionScore += worth * shared.getOrDefault(word.stem(), 0.0);
        }
        double textShare = textScore / textWeight;
        double questionShare = questionScore / questionWeight;
        if (!hasUnknown
                && significant >= MIN_SIGNIFICANT_WORDS
                && questionShare >= MIN_SHORT_COVERAGE
                && questionShare < textShare) {
            return 1.25 * textShare * questionShare / (0.25 * textShare + questionShare);
        }
        return questionShare < MIN_COVERAGE ? 0 : 2 * textShare * questionShare / (textShare + questionShare);
    }

    private double rarest() {
        return Math.log(1 + (double) vocabularies.size());
    }

    /// A word that only one other entry has counts against an entry as much as one that no entry has.
    private double rarityOfLacking(@Nullable String stem) {
        return rarity(stem == null || entriesWith.getOrDefault(stem, 0) > 1 ? stem : null);
    }

    private double rarity(@Nullable String stem) {
        return stem == null
                ? rarest() * UNKNOWN_WORD
                : Math.log(1 + (double) vocabularies.size() / entriesWith.getOrDefault(stem, 1));
    }

    private String sound(String word) {
        return WordForms.stem(WordForms.sound(word, language), language);
    }

    /// The sound of a stop word, kept apart from the word that shares its stem.
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

    /// A word of a question as the index knows it.
    ///
    /// @param stem what the word is taken for; null for one that no question has
    private record MatchedWord(@Nullable String stem, double likeness, double weight) {}
}
