package dev.recado.domain.intent;

import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Choice;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.FoldedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Matches a typed answer to the choices that were offered: by an option's title, or its number.
public final class ChoiceMatcher {
    /// Words that may precede a number: "la 2", "option two", "nº 3" (whose º is an o here).
    private static final Set<String> FILLERS = Set.of(
            "la",
            "el",
            "lo",
            "le",
            "the",
            "o",
            "a",
            "opcion",
            "option",
            "opcao",
            "numero",
            "number",
            "num",
            "no",
            "n",
            "quiero",
            "prefiero");

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("uno", 1),
            Map.entry("una", 1),
            Map.entry("un", 1),
            Map.entry("une", 1),
            Map.entry("um", 1),
            Map.entry("uma", 1),
            Map.entry("one", 1),
            Map.entry("primero", 1),
            Map.entry("primera", 1),
            Map.entry("primeiro", 1),
            Map.entry("primeira", 1),
            Map.entry("first", 1),
            Map.entry("premier", 1),
            Map.entry("premiere", 1),
            Map.entry("dos", 2),
            Map.entry("two", 2),
            Map.entry("deux", 2),
            Map.entry("dois", 2),
            Map.entry("duas", 2),
            Map.entry("segundo", 2),
            Map.entry("segunda", 2),
            Map.entry("second", 2),
            Map.entry("deuxieme", 2),
            Map.entry("seconde", 2),
            Map.entry("tres", 3),
            Map.entry("three", 3),
            Map.entry("trois", 3),
            Map.entry("tercero", 3),
            Map.entry("tercera", 3),
            Map.entry("terceiro", 3),
            Map.entry("terceira", 3),
            Map.entry("third", 3),
            Map.entry("troisieme", 3),
            Map.entry("cuatro", 4),
            Map.entry("four", 4),
            Map.entry("quatre", 4),
            Map.entry("quatro", 4),
            Map.entry("cinco", 5),
            Map.entry("five", 5),
            Map.entry("cinq", 5),
            Map.entry("seis", 6),
            Map.entry("six", 6),
            Map.entry("siete", 7),
            Map.entry("seven", 7),
            Map.entry("sept", 7),
            Map.entry("sete", 7),
            Map.entry("ocho", 8),
            Map.entry("eight", 8),
            Map.entry("huit", 8),
            Map.entry("oito", 8),
            Map.entry("nueve", 9),
            Map.entry("nine", 9),
            Map.entry("neuf", 9),
            Map.entry("nove", 9),
            Map.entry("diez", 10),
            Map.entry("ten", 10),
            Map.entry("dix", 10),
            Map.entry("dez", 10));

    private ChoiceMatcher() {}

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
