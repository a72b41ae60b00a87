package dev.recado.domain.intent;

import dev.recado.domain.text.Language;
import dev.recado.domain.text.NormalizedText;
import dev.recado.domain.text.WordLists;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A command to the bot: after a slash, or as a whole message in plain words of the four languages.
public sealed interface Command {
    /// Also a slash with an unknown word.
    record Help() implements Command {}

    record Status() implements Command {}

    record Human() implements Command {}

    record Reset() implements Command {}

    /// @param language null for an unknown language
    record ChooseLanguage(@Nullable Language language) implements Command {}

    /// Returns the command after a slash. A path (`/etc/hosts`) or a fraction is none.
    static Optional<Command> afterSlash(String text) {
        Matcher matcher = Table.SLASH.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(2);
        return Optional.of(Table.command(
                Table.NAMES.getOrDefault(NormalizedText.of(matcher.group(1)), "help"),
                rest == null ? "" : rest.strip()));
    }

    /// Returns the command that a whole text means in plain words.
    static Optional<Command> inWords(String text) {
        if (text.length() > Table.MAX_LENGTH) {
            return Optional.empty();
        }
        String plain = NormalizedText.of(text);
        String name =
                Table.WORDS.get(Table.POLITE.matcher(plain).replaceAll(" ").strip());
        return name == null ? Table.language(plain) : Optional.of(Table.command(name, ""));
    }

    /// The words of commands.
    final class Table {
        private static final Pattern SLASH =
                Pattern.compile("/\\s?(\\p{L}[\\p{L}\\p{M}\\p{N}_-]{0,30})(?:[\\s:](.{0,60}))?", Pattern.DOTALL);
        private static final Pattern POLITE =
                Pattern.compile("\\b(?:please|por ?favor|porfa|s il (?:vous|te) plait|svp)\\b");
        private static final int MAX_LENGTH = 80;

        private static final Map<String, Language> LANGUAGES = Map.ofEntries(
                Map.entry("espanol", Language.SPANISH),
                Map.entry("castellano", Language.SPANISH),
                Map.entry("spanish", Language.SPANISH),
                Map.entry("espagnol", Language.SPANISH),
                Map.entry("espanhol", Language.SPANISH),
                Map.entry("ingles", Language.ENGLISH),
                Map.entry("english", Language.ENGLISH),
                Map.entry("anglais", Language.ENGLISH),
                Map.entry("frances", Language.FRENCH),
                Map.entry("french", Language.FRENCH),
                Map.entry("francais", Language.FRENCH),
                Map.entry("portugues", Language.PORTUGUESE),
                Map.entry("portuguese", Language.PORTUGUESE),
                Map.entry("portugais", Language.PORTUGUESE));

        private static final String NAME = "(" + String.join("|", LANGUAGES.keySet()) + ")";
        /// A language's name alone could answer a question, for example about a course; with these words it is a
        /// command.
        private static final Pattern ASKED = Pattern.compile(
                "(?:(?:en|in|em) " + NAME + "|" + NAME + " (?:please|por ?favor|porfa|s il (?:vous|te) plait|svp)"
                        + "|(?:idioma|lengua|language|langue|lingua|(?:cambia|cambiar|change|changer|mudar|muda)"
                        + "(?: (?:el|la|the|de|o))?(?: (?:idioma|language|langue|lingua))?(?: (?:a|al|to|en|para))?"
                        + "|switch to) " + NAME
                        + "|(?:habla|hablame|responde|respondeme|contesta|contestame|escribeme|speak|answer|reply"
                        + "|write|parle|parlez|reponds|repondez|fale|fala|responda|escreva)(?: (?:en|in|em|me in))? "
                        + NAME + ")(?: (?:please|por ?favor|porfa|s il (?:vous|te) plait|svp))?");

        private static final Map<String, String> NAMES = read(" / ");
        private static final Map<String, String> WORDS = read(" = ");

        private Table() {}

        private static Map<String, String> read(String sign) {
            Map<String, String> found = new HashMap<>();
            for (String line : WordLists.lines("commands")) {
                List<String> sides = Arrays.asList(line.split(sign, 2));
                if (sides.size() == 2) {
                    for (String word : List.of(sides.getLast().split(","))) {
                        found.put(NormalizedText.of(word), sides.getFirst());
                    }
                }
            }
            return Map.copyOf(found);
        }

        private static Command command(String name, String argument) {
            return switch (name) {
                case "status" -> new Status();
                case "human" -> new Human();
                case "reset" -> new Reset();
                case "language" -> new ChooseLanguage(named(argument));
                default -> new Help();
            };
        }

        private static @Nullable Language named(String argument) {
            return Language.ofTag(argument.toLowerCase(Locale.ROOT)).orElse(LANGUAGES.get(NormalizedText.of(argument)));
        }

        private static Optional<Command> language(String plain) {
            Matcher matcher = ASKED.matcher(plain);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    return Optional.of(new ChooseLanguage(LANGUAGES.get(matcher.group(group))));
                }
            }
            return Optional.empty();
        }
    }
}
