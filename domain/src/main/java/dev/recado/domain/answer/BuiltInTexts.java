package dev.recado.domain.answer;

import dev.recado.domain.text.Language;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words for each [BuiltInText]: those of the business where it has its own, else the built-in ones. A language
/// that the
/// business added and that lacks a phrase says it in the default language.
public final class BuiltInTexts {
    private final Language defaultLanguage;
    private final String botName;
    private final Map<Language, Map<BuiltInText, String>> own;

    /// @param defaultLanguage while a user's is not known
    /// @param own the business's words, by language; may be empty
    public BuiltInTexts(Language defaultLanguage, String botName, Map<Language, Map<BuiltInText, String>> own) {
        this.defaultLanguage = defaultLanguage;
        this.botName = botName;
        this.own = Map.copyOf(own);
    }

    /// The built-in ones alone.
    public static BuiltInTexts builtIn(Language defaultLanguage) {
        return new BuiltInTexts(defaultLanguage, "Recado", Map.of());
    }

    public Language defaultLanguage() {
        return defaultLanguage;
    }

    /// Those in which there are words: the ones that ship, and those that the business added.
    public Set<Language> languages() {
        Set<Language> all = new LinkedHashSet<>(Language.SHIPPED);
        all.addAll(own.keySet());
        return all;
    }

    public boolean speaks(@Nullable Language language) {
        return language != null && languages().contains(language);
    }

    /// The words of the phrase in the given language.
    public String of(BuiltInText phrase, Language language) {
        return words(phrase, phrase, language);
    }

    /// The words that say the phrase of so many.
    public String of(BuiltInText phrase, Language language, long number) {
        return phrase.filled(words(phrase.of(number), phrase, language), number);
    }

    /// @param general says it of any number: a business that words it anew need not do so for one and none
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
