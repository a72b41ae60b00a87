package dev.recado.domain.intent;

import dev.recado.domain.text.Language;
import dev.recado.domain.text.NormalizedText;
import dev.recado.domain.text.PhraseFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Requests to be answered in another language, and the names of languages.
final class LanguageRequests {
    private static final PhraseFile PHRASES = PhraseFile.read("language_requests", "name", "request");
    private static final Map<Language, Pattern> NAMES = PHRASES.byLanguage("name").entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, names -> anyWord(names.getValue())));
    private static final Pattern REQUEST = PHRASES.pattern(any -> any, "request");

    private LanguageRequests() {}

    private static Pattern anyWord(List<String> names) {
        return Pattern.compile("\\b(?:" + String.join("|", names) + ")\\b");
    }

    /// Returns the language that a whole normalized text asks for.
    static Optional<Language> in(String plain) {
        return REQUEST.matcher(plain).matches()
                ? find(name -> name.matcher(plain).find())
                : Optional.empty();
    }

    /// Returns the language of a tag or a name.
    static Optional<Language> named(String text) {
        String plain = NormalizedText.of(text);
        return Language.ofTag(text).or(() -> find(name -> name.matcher(plain).matches()));
    }

    private static Optional<Language> find(Predicate<Pattern> isNamed) {
        return NAMES.entrySet().stream()
                .filter(name -> isNamed.test(name.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
