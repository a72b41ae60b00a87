package dev.recado.adapter.knowledge.language;

import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reduces a chat text in one language to the words that count: expands shorthand, and weighs stop words, details
/// and courtesies.
public final class QueryNormalizer {
    /// Words that are a detail of a question: days, "today", numbers.
    public static final double LIGHT = 0.3;

    public static final double STOP = 0.1;

    /// Prefix that keeps the stem of a stop word ("como") apart from that of another word ("comer").
    private static final String STOP_PREFIX = "~";

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Language language;
    /// By their first word.
    private final Map<String, List<List<String>>> courtesies;
    private final Set<String> stop;
    private final Set<String> light;
    private final Set<String> questionWords;
    private final Map<String, String> shorthand;
    private final Map<String, String> canonicalStem;
    private final Map<String, List<String>> synonymGroups;

    private QueryNormalizer(Language language) {
        LanguageProperties lists = LanguageProperties.of(language);
        this.language = language;
        this.courtesies = lists.phrases("courtesy").stream()
                .map(phrase -> List.of(SPACES.split(phrase, -1)))
                .collect(Collectors.groupingBy(List::getFirst));
        this.stop = lists.words("stop");
        this.light = lists.words("light");
        this.questionWords = lists.words("asking");
        this.shorthand = lists.pairs("shorthand");
        this.canonicalStem = new HashMap<>();
        this.synonymGroups = new HashMap<>();
        for (String group : lists.phrases("alike")) {
            List<String> words = List.of(SPACES.split(group, -1));
            for (String word : words) {
                canonicalStem.put(WordForms.stem(word, language), WordForms.stem(words.getFirst(), language));
                synonymGroups.put(WordForms.stem(word, language), words);
            }
        }
    }

    public static QueryNormalizer of(Language language) {
        return new QueryNormalizer(language);
    }

    /// Folded words without a meaning of their own.
    public Set<String> stopWords() {
        Set<String> all = new HashSet<>(stop);
        all.addAll(questionWords);
        return all;
    }

    /// The words with the same meaning as a folded word.
    public List<String> synonyms(String word) {
        return synonymGroups.getOrDefault(WordForms.stem(word, language), List.of());
    }

    /// Whether the word is a detail of a question, such as a day or a number.
    public boolean isDetail(String word) {
        return weight(word) < 1;
    }

    /// The text with chat shorthand expanded, and without greetings, thanks and the like around it; otherwise
    /// unchanged. A text of only courtesies keeps them.
    public String withoutCourtesies(String text) {
        List<String> written = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        for (String word : SPACES.split(text.strip(), -1)) {
            String bare = NOT_A_WORD.matcher(WordForms.fold(word)).replaceAll("");
            String expanded = shorthand.get(bare);
            written.add(expanded == null ? word : expanded);
            folded.add(expanded == null ? bare : expanded);
        }
        boolean[] courteous = courteous(folded);
        int start = 0;
        while (start < courteous.length && courteous[start]) {
            start++;
        }
        int end = courteous.length;
        while (end > start && courteous[end - 1]) {
            end--;
        }
        return String.join(" ", start == end ? written : written.subList(start, end));
    }

    /// The words of a text that count, in order, each once. A text of only courtesies is read as these.
    public NormalizedText read(String text) {
        List<String> words = words(text);
        boolean[] courteous = courteous(words);
        boolean onlyCourtesy = true;
        for (int i = 0; i < words.size(); i++) {
            onlyCourtesy &= courteous[i] || stop.contains(words.get(i));
        }
        onlyCourtesy &= anyTrue(courteous);
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            if (onlyCourtesy || !courteous[i]) {
                String word = words.get(i);
                double weight = onlyCourtesy && courteous[i] ? 1 : weight(word);
                weights.merge(word, weight, Math::max);
            }
        }
        List<Word> result = new ArrayList<>();
        weights.forEach((word, weight) -> result.add(new Word(word, stem(word), weight)));
        return new NormalizedText(result, onlyCourtesy);
    }

    private String stem(String word) {
        if (stop.contains(word)) {
            return STOP_PREFIX + WordForms.stem(word, language);
        }
        String stem = WordForms.stem(word, language);
        return canonicalStem.getOrDefault(stem, stem);
    }

    private List<String> words(String text) {
        String folded = AddressRemover.without(WordForms.fold(text))
                .replace("n't", "nt")
                .replace("n’t", "nt");
        List<String> words = new ArrayList<>();
        for (String word : NOT_A_WORD.split(folded, -1)) {
            if (!word.isEmpty()) {
                words.add(shorthand.getOrDefault(word, word));
            }
        }
        return words;
    }

    /// Directly after a question word ("cuánto vale") nothing is a courtesy.
    private boolean[] courteous(List<String> words) {
        boolean[] courteous = new boolean[words.size()];
        for (int at = 0; at < words.size(); at++) {
            if (at > 0 && questionWords.contains(words.get(at - 1))) {
                continue;
            }
            for (List<String> phrase : courtesies.getOrDefault(words.get(at), List.of())) {
                int end = at + phrase.size();
                if (end <= words.size() && words.subList(at, end).equals(phrase)) {
                    Arrays.fill(courteous, at, end, true);
                }
            }
        }
        return courteous;
    }

    private double weight(String word) {
        if (stop.contains(word)) {
            return STOP;
        }
        return light.contains(word) || questionWords.contains(word) || Character.isDigit(word.charAt(0)) ? LIGHT : 1;
    }

    private static boolean anyTrue(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    /// A word of a text.
    ///
    /// @param weight 1 for a significant word, less for others
    public record Word(String written, String stem, double weight) {}

    /// A text reduced to its words.
    ///
    /// @param courtesy whether it is only greetings and thanks
    public record NormalizedText(List<Word> words, boolean courtesy) {
        public NormalizedText {
            words = List.copyOf(words);
        }
    }
}
