package dev.recado.domain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.acceptance.ChannelWorld.Trouble;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The acceptance tests of a channel: what a user can rely on, independent of the provider.
public interface ChannelAcceptance {
    /// A question with a curated answer and choices.
    String QUESTION_WITH_CHOICES = "¿qué masaje me recomiendan?";

    List<String> CHOICES = List.of("Relajante", "Deportivo", "Piedras calientes");

    /// A question with a curated answer and a recording of it.
    String QUESTION_WITH_A_SPOKEN_ANSWER = "dime el horario hablado";

    String SPOKEN_ANSWER = "Te lo digo de viva voz.";
    String SPOKEN_FILE = "https://example.com/hours.mp3";

    /// The same for all tests of a run.
    ChannelWorld world();

    @Test
    default void aQuestionIsAnsweredOnce() {
        Person ana = world().somebody();
        ana.writes("¿Puedo llevar a mi perro?");
        assertThat(ana.hears(1)).containsExactly("¿Puedo llevar a mi perro?");
        ana.hearsNoMoreThan(1);
        ana.ownMessagesAre("answered");
    }

    @Test
    default void twoPeopleAreNotMistakenForEachOther() {
        Person ana = world().somebody();
        Person luis = world().somebody();
        ana.writes("Soy Ana");
        luis.writes("Soy Luis");
        assertThat(ana.hears(1)).containsExactly("Soy Ana");
        assertThat(luis.hears(1)).containsExactly("Soy Luis");
    }

    @Test
    default void aBurstIsAnsweredTogether() {
        Person ana = world().somebody();
        ana.writesInOneGo(List.of("Hola", "quería saber", "si puedo ir con mi perro"));
        assertThat(String.join("\n", ana.hears(1))).contains("Hola", "quería saber", "si puedo ir con mi perro");
        ana.hearsNoMoreThan(1);
    }

    @Test
    default void oneQuestionAfterTheOtherIsAnsweredInOrder() {
        Person ana = world().somebody();
        for (int i = 1; i <= 3; i++) {
            ana.writes("Pregunta " + i);
            assertThat(ana.hears(i)).endsWith("Pregunta " + i).hasSize(i);
        }
    }

    @Test
    default void aMessageDeliveredAgainIsAnsweredOnce() {
        Person ana = world().somebody();
        ana.writes("¿Hay sitio el lunes?");
        ana.lastIsDeliveredAgain();
        ana.hears(1);
        ana.lastIsDeliveredAgain();
        ana.hearsNoMoreThan(1);
    }

    @Test
    default void whatANewUserWritesInTwoDeliveriesAtOnceIsOneConversationAndEachAnsweredOnce() {
        Person ana = world().somebody();
        List<String> both = List.of("¿Aceptan perros pequeños?", "¿Y gatos persas?");
        ana.writesAtOnce(both);
        ana.ownMessagesAre("answered");
        assertThat(String.join("\n", ana.hears(1)))
                .containsOnlyOnce(both.getFirst())
                .containsOnlyOnce(both.getLast());
    }

    @Test
    default void aMessageDeliveredFiftyTimesAtOnceIsAnsweredOnce() {
        Person ana = world().somebody();
        ana.writes("¿Hay sitio para cincuenta?");
        ana.lastIsDeliveredAtOnce(49);
        assertThat(ana.hears(1)).containsExactly("¿Hay sitio para cincuenta?");
        ana.hearsNoMoreThan(1);
        ana.ownMessagesAre("answered");
    }

    @Test
    default void aVoiceNoteThatNobodyCanHearIsMetWithThePoliteNotice() {
        Person ana = world().somebody();
        ana.sendsAVoiceNote();
        assertThat(ana.hears(1)).containsExactly(BuiltInText.NOTICE_VOICE.in(Language.SPANISH));
    }

    @Test
    default void aPictureWithWordsIsAnsweredByItsWords() {
        Person ana = world().somebody();
        ana.sendsAPicture("¿Tienen este modelo?");
        assertThat(ana.hears(1)).containsExactly("[image] ¿Tienen este modelo?");
    }

    @Test
    default void aLocationIsMetWithThePoliteNotice() {
        Person ana = world().somebody();
        ana.sharesALocation();
        assertThat(ana.hears(1)).containsExactly(BuiltInText.NOTICE_LOCATION.in(Language.SPANISH));
    }

    @Test
    default void aTouchedButtonSaysWhatItsTitleSays() {
        Person ana = world().somebody();
        ana.taps("yes-please", "Sí, por favor");
        assertThat(ana.hears(1)).containsExactly("Sí, por favor");
    }

    @Test
    default void aReactionAsksForNoAnswer() {
        Person ana = world().somebody();
        ana.writes("Gracias por todo");
        ana.hears(1);
        ana.reacts("👍");
        ana.hearsNoMoreThan(1);
    }

    @Test
    default void aLongAnswerComesWholeInOrderAndWithinTheLimit() {
        Person ana = world().somebody();
        int limit = world().capabilities().textLimit();
        List<String> sentences = IntStream.range(0, limit / 25)
                .mapToObj(i -> "Esta es la frase número " + i + ".")
                .toList();
        world().assistant().nextSays(String.join(" ", sentences));
        ana.writes("Cuéntamelo todo");
        List<String> parts = ana.hears(2);
        assertThat(parts)
                .hasSizeGreaterThan(1)
                .allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(limit));
        assertThat(parts.stream().map(String::strip).collect(Collectors.joining(" ")))
                .isEqualTo(String.join(" ", sentences));
    }

    @Test
    default void aProviderThatIsBusyDelaysTheAnswerAndNoMore() {
        Person ana = world().somebody();
        world().next(Trouble.BUSY);
        ana.writes("¿Abren en agosto?");
        assertThat(ana.hears(1)).containsExactly("¿Abren en agosto?");
        ana.hearsNoMoreThan(1);
        ana.recordsSay("read");
    }

    @Test
    default void whatTheProviderTookWithoutSayingSoIsNotSentAgain() {
        Person ana = world().somebody();
        world().next(Trouble.TAKEN_UNHEARD);
        ana.writes("¿Tienen aparcamiento?");
        assertThat(ana.hears(1)).containsExactly("¿Tienen aparcamiento?");
        ana.ownMessagesAre("answered");
        ana.hearsNoMoreThan(1);
    }

    @Test
    default void whatTheProviderRefusesForGoodIsRecordedAndTheNextIsAnswered() {
        Person ana = world().somebody();
        world().next(Trouble.REFUSED);
        ana.writes("Esto no sale");
        ana.ownMessagesAre("answered");
        ana.hearsNoMoreThan(0);
        ana.writes("Esto sí");
        assertThat(ana.hears(1)).containsExactly("Esto sí");
    }

    @Test
    default void anAnswerThatMeetsAClosedWindowGoesOutWhenTheUserWritesAgain() {
        Person ana = world().somebody();
        world().next(Trouble.WINDOW_CLOSED);
        ana.writes("¿Sigue en pie lo de ayer?");
        ana.ownMessagesAre("answered");
        ana.hearsNoMoreThan(0);
        ana.writes("¿Hola?");
        assertThat(ana.hears(2)).containsExactly("¿Sigue en pie lo de ayer?", "¿Hola?");
        ana.hearsNoMoreThan(2);
    }

    @Test
    default void anAssistantThatFailsEndsInOneApology() {
        Person ana = world().somebody();
        world().assistant().nextFails();
        ana.writes("¿Qué tiempo hará?");
        assertThat(ana.hears(1)).containsExactly(BuiltInText.APOLOGY.in(Language.SPANISH));
        ana.ownMessagesAre("dead");
        ana.hearsNoMoreThan(1);
    }

    @Test
    default void aUserWithoutANumberIsAnswered() {
        Person ana = world().somebodyWithoutANumber();
        ana.writes("¿Me leen?");
        assertThat(ana.hears(1)).containsExactly("¿Me leen?");
        ana.recordsSay("read");
    }

    @Test
    default void howFarAnAnswerGotIsRecorded() {
        Person ana = world().somebody();
        ana.writes("¿Hay piscina?");
        ana.hears(1);
        ana.recordsSay("read");
    }

    @Test
    default void whoWaitsSeesThatSomebodyIsTyping() {
        Person ana = world().somebody();
        ana.writes("¿Me recomiendan algo para la espalda?");
        ana.hears(1);
        assertThat(ana.sawTyping()).isTrue();
    }

    @Test
    default void whatCanBeChosenIsOfferedAndTheChoiceUnderstood() {
        Person ana = world().somebody();
        ana.writes(QUESTION_WITH_CHOICES);
        ana.hears(1);
        assertThat(ana.isOffered()).isEqualTo(CHOICES);
        ana.chooses(2);
        assertThat(ana.hears(2)).endsWith(CHOICES.get(1));
        ana.writes("2");
        assertThat(ana.hears(3)).as("nothing is offered any more").endsWith("2");
    }

    @Test
    default void theWordsOfAChoiceMeanTheChoice() {
        Person ana = world().somebody();
        ana.writes(QUESTION_WITH_CHOICES);
        ana.hears(1);
        ana.writes("piedras CALIENTES");
        assertThat(ana.hears(2)).endsWith(CHOICES.get(2));
    }

    @Test
    default void aSpokenAnswerComesWithItsWords() {
        Person ana = world().somebody();
        ana.writes(QUESTION_WITH_A_SPOKEN_ANSWER);
        boolean together = world().capabilities().captioned().contains(MediaKind.AUDIO);
        assertThat(ana.hears(together ? 1 : 2)).contains(SPOKEN_ANSWER);
        assertThat(ana.lastFile()).isEqualTo(SPOKEN_FILE);
    }
}
