package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The common words of the languages that ship, and which languages have each. The lists are read when the first word
/// is
/// asked for: a start does not wait for them.
@Singleton
final class LanguageWords {

    /// The languages that have the lower-case word as it is written, or, when none has, without its accents. Null for a
    /// word that is not listed.
    @Nullable
    Set<Language> having(String word) {
        Set<Language> exact = Lists.ALL.asWritten.get(word);
        return exact == null ? Lists.ALL.folded.get(Spelling.fold(word)) : exact;
    }

    /// Whether the language has the folded word.
    boolean has(String word, Language language) {
        Set<Language> languages = Lists.ALL.folded.get(word);
        return languages != null && languages.contains(language);
    }

    private static final class Lists {
        private static final int ABOUT_AS_MANY = 4096;
        private static final Lists ALL = new Lists();

        private final Map<String, Set<Language>> asWritten = new HashMap<>(ABOUT_AS_MANY);
        private final Map<String, Set<Language>> folded = new HashMap<>(ABOUT_AS_MANY);

        private Lists() {
            for (Language language : Language.values()) {
                read(language);
            }
        }

        private void read(Language language) {
            String resource = "/recado/languages/" + language.tag() + ".txt";
            try (InputStream in = LanguageWords.class.getResourceAsStream(resource)) {
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
                add(folded, Spelling.fold(word), language);
            }
        }

        private static void add(Map<String, Set<Language>> words, String word, Language language) {
            words.computeIfAbsent(word, _ -> EnumSet.noneOf(Language.class)).add(language);
        }
    }
}
