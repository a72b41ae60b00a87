package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.Reply;
import dev.recado.domain.format.ReplySplitter;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Capabilities.Choosing;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundContent.Choices;
import dev.recado.domain.message.OutboundContent.Media;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundContent.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartWriterTest {
    private static final Choosing META = new Choosing(1024, 3, 20, 10, 24, 72);
    /// What does not fit one part is cut at each line.
    private final PartWriter writer = new PartWriter((text, limit) -> text.isBlank() || text.length() <= limit
            ? text.lines()
                    .filter(line -> !line.isBlank())
                    .findAny()
                    .map(_ -> List.of(text))
                    .orElse(List.of())
            : text.lines().toList());

    private final PartWriter realWriter = new PartWriter((text, limit) -> new ReplySplitter(limit, 5).split(text));

    private static Capabilities can(Choosing choices) {
        return new Capabilities(
                4096,
                1024,
                EnumSet.complementOf(EnumSet.of(MediaKind.STICKER)),
                EnumSet.of(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.DOCUMENT),
                choices,
                Duration.ofSeconds(30));
    }

    private static OfferedChoices offer(@Nullable String description, String... titles) {
        List<Option> options = new ArrayList<>();
        for (String title : titles) {
            options.add(new Option("id-" + options.size(), title, description));
        }
        return new OfferedChoices(options, "Elige");
    }

    private List<OutboundContent> write(
            String text, Reply.@Nullable File file, @Nullable OfferedChoices offer, Choosing can) {
        return writer.write(Reply.answer(text, file, offer), can(can));
    }

    @Test
    void fewAndShortOptionsAreButtons() {
        OfferedChoices offer = offer(null, "uno", "dos", "veinte letras justas");
        assertThat(write("¿Cuál?", null, offer, META))
                .containsExactly(new Choices("¿Cuál?", offer.options(), true, "Elige"));
    }

    @Test
    void moreOrLongerOnesOrThoseToBeExplainedAreAList() {
        for (OfferedChoices offer :
                List.of(offer(null, "a", "b", "c", "d"), offer(null, "veintiuna letras, x"), offer("por qué", "a"))) {
            boolean buttons = offer.options().getFirst().title().length() <= 20
                    && offer.options().size() < 4
                    && offer.options().getFirst().description() == null;
            assertThat(write("¿Cuál?", null, offer, META))
                    .containsExactly(new Choices("¿Cuál?", offer.options(), buttons, "Elige"));
        }
    }

    @Test
    void whatFitsNeitherIsNumberedInTheLastPart() {
        OfferedChoices offer = offer(null, "una opción con veinticinco", "b");
        assertThat(write("x".repeat(4000) + "\n¿Cuál?", null, offer, META))
                .last()
                .isEqualTo(new Text("¿Cuál?\n\n1. una opción con veinticinco\n2. b"));
        assertThat(write("¿Cuál?", null, offer("largo", "a"), Choosing.NONE))
                .containsExactly(new Text("¿Cuál?\n\n1. a – largo"));
    }

    @Test
    void aTextThatIsTooLongForItsChoicesGoesBeforeThem() {
        OfferedChoices offer = offer(null, "a");
        String two = "x".repeat(1000) + "\n" + "y".repeat(1000);
        assertThat(write(two, null, offer, META))
                .containsExactly(new Text(two), new Choices("Elige", offer.options(), true, "Elige"));
        assertThat(write("x".repeat(3836) + "\n¿Cuál?", null, offer, META))
                .containsExactly(new Text("x".repeat(3836)), new Choices("¿Cuál?", offer.options(), true, "Elige"));
    }

    @Test
    void aFileTakesTheWordsWhereItMayAndTheyFit() {
        Reply.File image = new Reply.File(MediaKind.IMAGE, "https://files.example.com/a.jpg");
        Reply.File audio = new Reply.File(MediaKind.AUDIO, "https://files.example.com/a.mp3");
        assertThat(write("mira", image, null, META)).containsExactly(new Media(MediaKind.IMAGE, image.url(), "mira"));
        assertThat(write("x".repeat(1100), image, null, META))
                .containsExactly(new Text("x".repeat(1100)), new Media(MediaKind.IMAGE, image.url(), ""));
        assertThat(write("oye", audio, null, META))
                .containsExactly(new Text("oye"), new Media(MediaKind.AUDIO, audio.url(), ""));
        assertThat(write("oye", audio, offer(null, "a"), META)).hasExactlyElementsOfTypes(Media.class, Choices.class);
    }

    @Test
    void aFileThatTheChannelDoesNotSendIsNamedByItsAddress() {
        Reply.File sticker = new Reply.File(MediaKind.STICKER, "https://files.example.com/a.webp");
        assertThat(write("mira", sticker, null, META)).containsExactly(new Text("mira\n\n" + sticker.url()));
    }

    @Test
    void aReplyThatSaysNothingHasNoParts() {
        assertThat(write(" \n ", null, offer(null, "a"), META)).isEmpty();
    }

    @Property
    void everyPartIsWithinWhatTheChannelCanDoAndNoOptionIsLost(
            @ForAll("texts") String text,
            @ForAll("offers") OfferedChoices offer,
            @ForAll("channels") Capabilities can) {
        List<OutboundContent> parts = realWriter.write(Reply.answer(text, null, offer), can);

        String all = String.join("\n", parts.stream().map(OutboundContent::text).toList());
        for (OutboundContent part : parts) {
            assertThat(part.text()).isNotBlank();
            switch (part) {
                case Text words -> assertThat(words.text().length()).isLessThanOrEqualTo(can.textLimit());
                case Choices choices -> {
                    assertThat(choices.options()).isEqualTo(offer.options());
                    isWithin(choices, can.choices());
                }
                default -> throw new AssertionError("unexpected " + part);
            }
        }
        boolean touchable = parts.getLast() instanceof Choices;
        for (Option option : offer.options()) {
            assertThat(touchable || all.contains(". " + option.title()))
                    .as(option.title())
                    .isTrue();
        }
    }

    private static void isWithin(Choices choices, Choosing can) {
        assertThat(choices.text().length()).isLessThanOrEqualTo(can.textLimit());
        assertThat(choices.options()).hasSizeLessThanOrEqualTo(choices.asButtons() ? can.buttons() : can.rows());
        for (Option option : choices.options()) {
            assertThat(option.title().length())
                    .isLessThanOrEqualTo(choices.asButtons() ? can.buttonTitle() : can.rowTitle());
            if (option.description() != null) {
                assertThat(choices.asButtons()).isFalse();
                assertThat(option.description().length()).isLessThanOrEqualTo(can.rowDescription());
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("abc é.\n")
                .ofMinLength(1)
                .ofMaxLength(9000)
                .map(text -> "¿" + text);
    }

    @Provide
    Arbitrary<OfferedChoices> offers() {
        Arbitrary<String> titles =
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(OfferedChoices.MAX_TITLE_LENGTH);
        Arbitrary<String> descriptions = Arbitraries.strings()
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(OfferedChoices.MAX_DESCRIPTION_LENGTH)
                .injectNull(0.7);
        return Combinators.combine(
                        titles.list()
                                .ofMinSize(1)
                                .ofMaxSize(OfferedChoices.MAX_OPTIONS)
                                .uniqueElements(String::toLowerCase),
                        descriptions)
                .as((list, description) -> offer(description, list.toArray(new String[0])));
    }

    @Provide
    Arbitrary<Capabilities> channels() {
        return Combinators.combine(
                        Arbitraries.integers().between(1600, 5000),
                        Arbitraries.integers().between(40, 1024),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(1, 80))
                .as((text, choiceText, buttons, rows, title) -> new Capabilities(
                        text,
                        text,
                        EnumSet.noneOf(MediaKind.class),
                        EnumSet.noneOf(MediaKind.class),
                        new Choosing(choiceText, buttons, title, rows, title, title),
                        Duration.ofSeconds(3)));
    }
}
