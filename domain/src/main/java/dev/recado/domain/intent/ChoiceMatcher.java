package dev.recado.domain.intent;

import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Choice;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.FoldedWords;
import dev.recado.domain.text.PhraseFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Matches a typed answer to the choices that were offered: by an option's title, or its number.
public final class ChoiceMatcher {
    private static final PhraseFile PHRASES = PhraseFile.read("numbers", "number", "filler");
    private static final Map<String, Integer> NUMBERS = numbers();
    /// Words that may precede a number.
    private static final Set<String> FILLERS =
            PHRASES.all("filler").stream().map(FoldedWords::words).collect(Collectors.toUnmodifiableSet());

    private ChoiceMatcher() {}

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (List<String> lines : PHRASES.byLanguage("number").values()) {
            for (int number = 1; number <= lines.size(); number++) {
                for (String word : List.of(lines.get(number - 1).split(","))) {
                    numbers.put(FoldedWords.words(word), number);
                }
            }
        }
        return numbers;
    }

    /// Returns the chosen option as the content; the same content when it matches none.
    public static Content resolve(Content content, List<Option> offered) {
        return switch (content) {
            case Content.Text text ->
                match(offered, text.text()).<Content>map(ChoiceMatcher::choice).orElse(text);
            case Content.Speech speech ->
                match(offered, speech.transcript())
                        .<Content>map(ChoiceMatcher::choice)
                        .orElse(speech);
            case Choice choice
            when choice.title().isBlank() ->
                offered.stream()
                        .filter(option -> option.id().equals(choice.payload()))
                        .findFirst()
                        .<Content>map(option -> new Choice(choice.choiceKind(), option.id(), option.title()))
                        .orElse(choice);
            default -> content;
        };
    }

    private static Choice choice(Option option) {
        return new Choice(ChoiceKind.LIST, option.id(), option.title());
    }

    static Optional<Option> match(List<Option> offered, String typed) {
        if (offered.isEmpty() || typed.length() > 2 * OfferedChoices.MAX_TITLE_LENGTH) {
            return Optional.empty();
        }
        String words = FoldedWords.words(typed);
        Optional<Option> titled = offered.stream()
                .filter(option ->
                        !words.isEmpty() && FoldedWords.words(option.title()).equals(words))
                .findFirst();
        return titled.isPresent()
                ? titled
                : number(words)
                        .filter(number -> number >= 1 && number <= offered.size())
                        .map(number -> offered.get(number - 1))
                        .or(() -> onlyOption(offered, typed));
    }

    /// Returns the only option for a "yes", also in "hello, yes please, thanks".
    private static Optional<Option> onlyOption(List<Option> offered, String typed) {
        boolean yes = offered.size() == 1
                && SmallTalk.in(typed).filter(SmallTalk::isYes).isPresent();
        return yes ? Optional.of(offered.getFirst()) : Optional.empty();
    }

    private static Optional<Integer> number(String words) {
        List<String> left = new ArrayList<>(List.of(words.split(" ")));
        while (left.size() > 1 && FILLERS.contains(left.getFirst())) {
            left.removeFirst();
        }
        String word = left.getFirst();
        if (left.size() > 1) {
            return Optional.empty();
        }
        return word.matches("\\d{1,2}") ? Optional.of(Integer.parseInt(word)) : Optional.ofNullable(NUMBERS.get(word));
    }
}
