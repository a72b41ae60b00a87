package dev.recado.adapter.knowledge.language;

import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How one language is written in a chat: shorthand, words that say nothing, and courtesies around a question. Turns
/// a text into the words that count.
public final class QueryNormalizer {
    /// Details of a question more than its subject: days, "today", numbers.
    public static final double LIGHT = 0.3;

    public static final double STOP = 0.1;

    /// Keeps the stem of such a word ("como") apart from that of one that says something ("comer").
    private static final String SAYING_NOTHING = "~";

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern LIST = Pattern.compile("\\s+");

    private final Language language;
    /// By their first word.
    private final Map<String, List<List<String>>> courtesies;
    private final Set<String> stop;
    private final Set<String> light;
    private final Set<String> asking;
    private final Map<String, String> shorthand;
    private final Map<String, String> alike;
    private final Map<String, List<String>> others;

    private QueryNormalizer(Language language, Properties properties) {
        this.language = language;
        this.courtesies = Arrays.stream(properties.getProperty("courtesy", "").split(";", -1))
                .map(phrase -> List.of(LIST.split(phrase.strip(), -1)))
                .collect(Collectors.groupingBy(List::getFirst));
        this.stop = words(properties, "stop");
        this.light = words(properties, "light");
        this.asking = words(properties, "asking");
        this.shorthand = new HashMap<>();
        for (String pair : LIST.split(properties.getProperty("shorthand", "").strip(), -1)) {
            int colon = pair.indexOf(':');
            if (colon < 0) {
                continue;
            }
            shorthand.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        this.alike = new HashMap<>();
        this.others = new HashMap<>();
        for (String group : properties.getProperty("alike", "").split(";", -1)) {
            String[] words = LIST.split(group.strip(), -1);
            for (String word : words) {
                alike.put(WordForms.stem(word, language), WordForms.stem(words[0], language));
                others.put(WordForms.stem(word, language), List.of(words));
            }
        }
    }

    private static Set<String> words(Properties properties, String list) {
        return Set.copyOf(
                Arrays.asList(LIST.split(properties.getProperty(list, "").strip(), -1)));
    }

    public static QueryNormalizer of(Language language) {
        String resource = "/recado/languages/" + language.tag() + ".properties";
        Properties properties = new Properties();
        if (!language.isShipped()) {
            return new QueryNormalizer(language, properties);
        }
        try (InputStream in = QueryNormalizer.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new QueryNormalizer(language, properties);
    }

    /// Folded words that say nothing by themselves.
    public Set<String> stopWords() {
        Set<String> all = new HashSet<>(stop);
        all.addAll(asking);
        return all;
    }

    /// The words that mean the same as a folded one.
    public List<String> synonyms(String word) {
        return others.getOrDefault(WordForms.stem(word, language), List.of());
    }

    /// Whether it is a detail of a question, as a day or a number is.
    public boolean isDetail(String word) {
        return weight(word) < 1;
    }

    /// The text with the shorthand of chats spelled out and without greetings, thanks and the like around it, the rest
    /// as it is. A text of nothing else keeps them.
    public String asked(String text) {
        List<String> written = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        for (String word : LIST.split(text.strip(), -1)) {
            String bare = NOT_A_WORD.matcher(WordForms.fold(word)).replaceAll("");
            String meant = shorthand.get(bare);
            written.add(meant == null ? word : meant);
            folded.add(meant == null ? bare : meant);
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

    /// The words of a text that count, in order, each once. A text of nothing but courtesies is its courtesies.
    public Said read(String text) {
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
        List<Word> said = new ArrayList<>();
        weights.forEach((word, weight) -> said.add(new Word(word, stem(word), weight)));
        return new Said(said, onlyCourtesy);
    }

    private String stem(String word) {
        if (stop.contains(word)) {
            return SAYING_NOTHING + WordForms.stem(word, language);
        }
        String stem = WordForms.stem(word, language);
        return alike.getOrDefault(stem, stem);
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

    /// Right after a word that asks ("cuánto vale") none is a courtesy.
    private boolean[] courteous(List<String> words) {
        boolean[] courteous = new boolean[words.size()];
        for (int at = 0; at < words.size(); at++) {
            if (at > 0 && asking.contains(words.get(at - 1))) {
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
        return light.contains(word) || asking.contains(word) || Character.isDigit(word.charAt(0)) ? LIGHT : 1;
    }

    private static boolean anyTrue(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    /// @param weight 1 for a word that carries the question, less for one that hardly does
    public record Word(String written, String stem, double weight) {}

    /// @param courtesy whether nothing but greetings and thanks was said
    public record Said(List<Word> words, boolean courtesy) {
        public Said {
            words = List.copyOf(words);
        }
    }
}
