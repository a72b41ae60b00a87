package dev.recado.domain.intent;

import dev.recado.domain.text.FoldedWords;
import dev.recado.domain.text.PhraseFile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Detects an explicit request to talk to a person. It checks all languages at once, because a short text seldom
/// shows its own. It prefers to miss a request over a handoff for a message that only mentions people.
public final class HumanRequestDetector {
    private static final int MAX_LENGTH = 400;
    private static final PhraseFile PHRASES = PhraseFile.read(
            "human_requests",
            "request",
            "whole-text",
            "before",
            "after",
            "negation",
            "inner-negation",
            "machine",
            "person",
            "contact",
            "unwanted");

    private static final List<Pattern> REQUESTS = Stream.concat(
                    PHRASES.patterns(request -> "\\b" + request, "request").stream(),
                    PHRASES.patterns(HumanRequestDetector::wholeText, "whole-text").stream())
            .toList();

    /// Negations right before the request.
    private static final Pattern NEGATION = PHRASES.pattern(any -> "\\b" + any + "\\s(?:\\w+\\s){0,2}$", "negation");
    /// "Je ne veux pas parler …" contains its "pas".
    private static final Pattern INNER_NEGATION = words("inner-negation");
    private static final Pattern OF_A_MACHINE = PHRASES.pattern(any -> "\\b" + any + "$", "machine");

    private static final Pattern PERSON = words("person");
    private static final Pattern CONTACT = words("contact");
    private static final Pattern UNWANTED = words("unwanted");

    private HumanRequestDetector() {}

    /// Returns whether the user probably asks for a person. Used when no model can interpret the message, so it
    /// prefers a needless handoff over a missed request.
    public static boolean isLikelyIn(String words) {
        // A long message asks at its end.
        String text = FoldedWords.sentences(words.substring(Math.max(0, words.length() - MAX_LENGTH)));
        return PERSON.matcher(text).find()
                && CONTACT.matcher(text).find()
                && !UNWANTED.matcher(text).find();
    }

    public static boolean isIn(String words) {
        if (words.isBlank() || words.length() > MAX_LENGTH) {
            return false;
        }
        String text = FoldedWords.sentences(words);
        return REQUESTS.stream().anyMatch(pattern -> asks(pattern.matcher(text), text));
    }

    private static boolean asks(Matcher matcher, String text) {
        while (matcher.find()) {
            boolean denied =
                    NEGATION.matcher(text.substring(0, matcher.start())).find()
                            || INNER_NEGATION.matcher(matcher.group()).find();
            if (!denied || OF_A_MACHINE.matcher(matcher.group()).find()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern words(String kind) {
        return PHRASES.pattern(any -> "\\b" + any + "\\b", kind);
    }

    private static String wholeText(String request) {
        return "^\\W*(?:" + PHRASES.anyOf("before") + " )?" + request + "(?: " + PHRASES.anyOf("after") + ")?\\W*$";
    }
}
