package dev.recado.domain.intent;

import dev.recado.domain.text.Language;
import dev.recado.domain.text.NormalizedText;
import dev.recado.domain.text.PhraseFile;
import java.util.HashMap;
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

    /// The bot is to answer again, instead of a person.
    record BackToBot() implements Command {}

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
                Table.WORDS.get(Courtesies.PLEASE.matcher(plain).replaceAll(" ").strip());
        return name == null
                ? LanguageRequests.in(plain).map(ChooseLanguage::new)
                : Optional.of(Table.command(name, ""));
    }

    /// The words of commands.
    final class Table {
        private static final Pattern SLASH =
                Pattern.compile("/\\s?(\\p{L}[\\p{L}\\p{M}\\p{N}_-]{0,30})(?:[\\s:](.{0,60}))?", Pattern.DOTALL);
        private static final int MAX_LENGTH = 80;

        private static final Map<String, String> WORDS =
                byPhrase("commands", "help", "status", "human", "reset", "bot");
        private static final Map<String, String> NAMES =
                byPhrase("slash_commands", "help", "status", "human", "reset", "bot", "language");

        private Table() {}

        private static Map<String, String> byPhrase(String file, String... commands) {
            Map<String, String> found = new HashMap<>();
            PhraseFile phrases = PhraseFile.read(file, commands);
            for (String command : commands) {
                phrases.all(command).forEach(phrase -> found.put(NormalizedText.of(phrase), command));
            }
            return Map.copyOf(found);
        }

        private static Command command(String name, String argument) {
            return switch (name) {
                case "status" -> new Status();
                case "human" -> new Human();
                case "reset" -> new Reset();
                case "bot" -> new BackToBot();
                case "language" ->
                    new ChooseLanguage(LanguageRequests.named(argument).orElse(null));
                default -> new Help();
            };
        }
    }
}
