package dev.recado.domain.answer;

import dev.recado.domain.text.Language;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The wording of each [BuiltInText]: the business's own, or the built-in one. A text missing in a language
/// that the business added is given in the default language.
public final class BuiltInTexts {
    private final Language defaultLanguage;
    private final String botName;
    private final Map<Language, Map<BuiltInText, String>> own;

    /// @param defaultLanguage used while a user's language is unknown
    /// @param own the business's texts by language; may be empty
    public BuiltInTexts(Language defaultLanguage, String botName, Map<Language, Map<BuiltInText, String>> own) {
        this.defaultLanguage = defaultLanguage;
        this.botName = botName;
        this.own = Map.copyOf(own);
    }

    /// Creates texts with the built-in wording only.
    public static BuiltInTexts builtIn(Language defaultLanguage) {
        return new BuiltInTexts(defaultLanguage, "Recado", Map.of());
    }

    public Language defaultLanguage() {
        return defaultLanguage;
    }

    /// Returns the languages with texts: those that ship, and those that the business added.
    public Set<Language> languages() {
        Set<Language> all = new LinkedHashSet<>(Language.SHIPPED);
        all.addAll(own.keySet());
        return all;
    }

    public boolean speaks(@Nullable Language language) {
        return language != null && languages().contains(language);
    }

    /// Returns the text in the given language.
    public String of(BuiltInText phrase, Language language) {
        return words(phrase, phrase, language);
    }

    /// Returns the text with a number, in the variant for this number.
    public String of(BuiltInText phrase, Language language, long number) {
        return phrase.filled(words(phrase.of(number), phrase, language), Long.toString(number));
    }

    /// Returns the text with words: a moment as [SpokenTime] says it, or a name.
    public String of(BuiltInText phrase, Language language, String words) {
        return phrase.filled(of(phrase, language), words);
    }

    /// @param general the text for any number, which replaces the variants too when a business rewords only
    ///     that one
    private String words(BuiltInText phrase, BuiltInText general, Language language) {
        String words = known(phrase, general, language);
        if (words == null && !language.equals(defaultLanguage)) {
            words = known(phrase, general, defaultLanguage);
        }
        return (words == null ? phrase.in(Language.ENGLISH) : words).replace("{" + BuiltInText.BOT_NAME + "}", botName);
    }

    private @Nullable String known(BuiltInText phrase, BuiltInText general, Language language) {
        Map<BuiltInText, String> given = own.getOrDefault(language, Map.of());
        String words = given.getOrDefault(phrase, given.get(general));
        return words == null && language.isShipped() ? phrase.in(language) : words;
    }
}
