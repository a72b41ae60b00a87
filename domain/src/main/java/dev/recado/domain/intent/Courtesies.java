package dev.recado.domain.intent;

import dev.recado.domain.text.PhraseFile;
import java.util.regex.Pattern;

/// Words of politeness around a command. They match normalized text.
final class Courtesies {
    private static final PhraseFile PHRASES = PhraseFile.read("courtesies", "please", "thanks", "now");
    static final Pattern PLEASE = words("please");
    static final Pattern ALL = words("please", "thanks", "now");

    private Courtesies() {}

    private static Pattern words(String... kinds) {
        return PHRASES.pattern(any -> "\\b" + any + "\\b", kinds);
    }
}
