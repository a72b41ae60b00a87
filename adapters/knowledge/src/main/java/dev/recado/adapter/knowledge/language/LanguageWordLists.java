package dev.recado.adapter.knowledge.language;

import dev.recado.domain.text.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The common words of each language. The lists that ship are read on first use, so that the start does not wait
/// for them.
public final class LanguageWordLists {
    private final Map<Language, Set<String>> more;

    public LanguageWordLists() {
        this(Map.of());
    }

    /// @param more further words, also for languages that do not ship
    public LanguageWordLists(Map<Language, Set<String>> more) {
        Map<Language, Set<String>> lower = new LinkedHashMap<>();
        more.forEach((language, words) -> lower.put(
                language,
                words.stream().map(word -> word.toLowerCase(language.locale())).collect(Collectors.toSet())));
        this.more = lower;
    }

    /// The languages that can be detected.
    Set<Language> languages() {
        Set<Language> all = new LinkedHashSet<>(Language.SHIPPED);
        all.addAll(more.keySet());
        return all;
    }

    /// The languages that have the lower-case word as written, or, when none has, without its accents. Null for a
    /// word that is not listed.
    @Nullable
    Set<Language> languagesOf(String word) {
        Set<Language> exact = Lists.ALL.asWritten.get(word);
        Set<Language> shipped = exact == null ? Lists.ALL.folded.get(WordForms.fold(word)) : exact;
        Set<Language> all = shipped == null ? new LinkedHashSet<>() : new LinkedHashSet<>(shipped);
        more.forEach((language, words) -> {
            if (words.contains(word)) {
                all.add(language);
            }
        });
        return all.isEmpty() ? null : all;
    }

    /// Whether the language has the folded word.
    public boolean has(String word, Language language) {
        Set<Language> languages = Lists.ALL.folded.get(word);
        return (languages != null && languages.contains(language))
                || more.getOrDefault(language, Set.of()).contains(word);
    }

    private static final class Lists {
        private static final int EXPECTED_SIZE = 4096;
        private static final Lists ALL = new Lists();

        private final Map<String, Set<Language>> asWritten = new HashMap<>(EXPECTED_SIZE);
        private final Map<String, Set<Language>> folded = new HashMap<>(EXPECTED_SIZE);

        private Lists() {
            for (Language language : Language.SHIPPED) {
                read(language);
            }
        }

        private void read(Language language) {
            String resource = "/recado/languages/" + language.tag() + ".txt";
            try (InputStream in = LanguageWordLists.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is missing");
                }
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line -> addAll(line, language));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void addAll(String line, Language language) {
            for (String word : line.split(" ", -1)) {
                add(asWritten, word, language);
                add(folded, WordForms.fold(word), language);
            }
        }

        private static void add(Map<String, Set<Language>> words, String word, Language language) {
            words.computeIfAbsent(word, _ -> new LinkedHashSet<>()).add(language);
        }
    }
}
