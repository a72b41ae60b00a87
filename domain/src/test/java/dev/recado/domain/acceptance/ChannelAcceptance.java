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
        Person ana = world().newPerson();
        ana.writes("¿Puedo llevar a mi perro?");
        assertThat(ana.receives(1)).containsExactly("¿Puedo llevar a mi perro?");
        ana.receivesNoMoreThan(1);
        ana.ownMessagesAre("answered");
    }

    @Test
    default void twoUsersAreNotConfused() {
        Person ana = world().newPerson();
        Person luis = world().newPerson();
        ana.writes("Soy Ana");
        luis.writes("Soy Luis");
        assertThat(ana.receives(1)).containsExactly("Soy Ana");
        assertThat(luis.receives(1)).containsExactly("Soy Luis");
    }

    @Test
    default void aBurstIsAnsweredTogether() {
        Person ana = world().newPerson();
        ana.writesWithoutPause(List.of("Hola", "quería saber", "si puedo ir con mi perro"));
        assertThat(String.join("\n", ana.receives(1))).contains("Hola", "quería saber", "si puedo ir con mi perro");
        ana.receivesNoMoreThan(1);
    }

    @Test
    default void oneQuestionAfterTheOtherIsAnsweredInOrder() {
        Person ana = world().newPerson();
        for (int i = 1; i <= 3; i++) {
            ana.writes("Pregunta " + i);
            assertThat(ana.receives(i)).endsWith("Pregunta " + i).hasSize(i);
        }
    }

    @Test
    default void aMessageDeliveredAgainIsAnsweredOnce() {
        Person ana = world().newPerson();
        ana.writes("¿Hay sitio el lunes?");
        ana.lastIsDeliveredAgain();
        ana.receives(1);
        ana.lastIsDeliveredAgain();
        ana.receivesNoMoreThan(1);
    }

    @Test
    default void twoConcurrentDeliveriesFromANewUserAreAnsweredOnceInOneConversation() {
        Person ana = world().newPerson();
        List<String> both = List.of("¿Aceptan perros pequeños?", "¿Y gatos persas?");
        ana.writesAtOnce(both);
        ana.ownMessagesAre("answered");
        assertThat(String.join("\n", ana.receives(1)))
                .containsOnlyOnce(both.getFirst())
                .containsOnlyOnce(both.getLast());
    }

    @Test
    default void aMessageDeliveredFiftyTimesAtOnceIsAnsweredOnce() {
        Person ana = world().newPerson();
        ana.writes("¿Hay sitio para cincuenta?");
        ana.lastIsDeliveredAtOnce(49);
        assertThat(ana.receives(1)).containsExactly("¿Hay sitio para cincuenta?");
        ana.receivesNoMoreThan(1);
        ana.ownMessagesAre("answered");
    }

    @Test
    default void aVoiceNoteGetsANoticeIfItCannotBeTranscribed() {
        Person ana = world().newPerson();
        ana.sendsAVoiceNote();
        assertThat(ana.receives(1)).containsExactly(BuiltInText.NOTICE_VOICE.in(Language.SPANISH));
    }

    @Test
    default void aPictureWithACaptionIsAnsweredByItsCaption() {
        Person ana = world().newPerson();
        ana.sendsAPicture("¿Tienen este modelo?");
        assertThat(ana.receives(1)).containsExactly("[image] ¿Tienen este modelo?");
    }

    @Test
    default void aLocationGetsANotice() {
        Person ana = world().newPerson();
        ana.sharesALocation();
        assertThat(ana.receives(1)).containsExactly(BuiltInText.NOTICE_LOCATION.in(Language.SPANISH));
    }

    @Test
    default void aTappedButtonCountsAsItsTitle() {
        Person ana = world().newPerson();
        ana.taps("yes-please", "Sí, por favor");
        assertThat(ana.receives(1)).containsExactly("Sí, por favor");
    }

    @Test
    default void aReactionNeedsNoAnswer() {
        Person ana = world().newPerson();
        ana.writes("Gracias por todo");
        ana.receives(1);
        ana.reacts("👍");
        ana.receivesNoMoreThan(1);
    }

    @Test
    default void aLongAnswerArrivesCompleteInOrderAndWithinTheLimit() {
        Person ana = world().newPerson();
        int limit = world().capabilities().textLimit();
        List<String> sentences = IntStream.range(0, limit / 25)
                .mapToObj(i -> "Esta es la frase número " + i + ".")
                .toList();
        world().assistant().nextSays(String.join(" ", sentences));
        ana.writes("Cuéntamelo todo");
        List<String> parts = ana.receives(2);
        assertThat(parts)
                .hasSizeGreaterThan(1)
                .allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(limit));
        assertThat(parts.stream().map(String::strip).collect(Collectors.joining(" ")))
                .isEqualTo(String.join(" ", sentences));
    }

    @Test
    default void aBusyProviderOnlyDelaysTheAnswer() {
        Person ana = world().newPerson();
        world().next(Trouble.BUSY);
        ana.writes("¿Abren en agosto?");
        assertThat(ana.receives(1)).containsExactly("¿Abren en agosto?");
        ana.receivesNoMoreThan(1);
        ana.lastRecordIs("read");
    }

    @Test
    default void aPartAcceptedWithoutAResponseIsNotSentAgain() {
        Person ana = world().newPerson();
        world().next(Trouble.ACCEPTED_WITHOUT_RESPONSE);
        ana.writes("¿Tienen aparcamiento?");
        assertThat(ana.receives(1)).containsExactly("¿Tienen aparcamiento?");
        ana.ownMessagesAre("answered");
        ana.receivesNoMoreThan(1);
    }

    @Test
    default void aRefusedAnswerIsRecordedAndTheNextMessageIsAnswered() {
        Person ana = world().newPerson();
        world().next(Trouble.REFUSED);
        ana.writes("Esto no sale");
        ana.ownMessagesAre("answered");
        ana.receivesNoMoreThan(0);
        ana.writes("Esto sí");
        // A model may answer the first message too: it has no answer yet.
        assertThat(ana.receives(1)).singleElement().asString().endsWith("Esto sí");
    }

    @Test
    default void anAnswerIntoAClosedWindowIsSentWhenTheUserWritesAgain() {
        Person ana = world().newPerson();
        world().next(Trouble.WINDOW_CLOSED);
        ana.writes("¿Sigue en pie lo de ayer?");
        ana.ownMessagesAre("answered");
        ana.receivesNoMoreThan(0);
        ana.writes("¿Hola?");
        assertThat(ana.receives(2)).containsExactly("¿Sigue en pie lo de ayer?", "¿Hola?");
        ana.receivesNoMoreThan(2);
    }

    @Test
    default void aFailingAssistantLeadsToOneFailureNotice() {
        Person ana = world().newPerson();
        world().assistant().nextFails();
        ana.writes("¿Qué tiempo hará?");
        assertThat(ana.receives(1)).containsExactly(BuiltInText.APOLOGY.in(Language.SPANISH));
        ana.ownMessagesAre("dead");
        ana.receivesNoMoreThan(1);
    }

    @Test
    default void aUserWithoutANumberIsAnswered() {
        Person ana = world().newPersonWithoutNumber();
        ana.writes("¿Me leen?");
        assertThat(ana.receives(1)).containsExactly("¿Me leen?");
        ana.lastRecordIs("read");
    }

    @Test
    default void theDeliveryOfAnAnswerIsRecorded() {
        Person ana = world().newPerson();
        ana.writes("¿Hay piscina?");
        ana.receives(1);
        ana.lastRecordIs("read");
    }

    @Test
    default void theUserSeesATypingIndicator() {
        Person ana = world().newPerson();
        ana.writes("¿Me recomiendan algo para la espalda?");
        ana.receives(1);
        assertThat(ana.sawTyping()).isTrue();
    }

    @Test
    default void choicesAreOfferedAndTheChoiceIsUnderstood() {
        Person ana = world().newPerson();
        ana.writes(QUESTION_WITH_CHOICES);
        ana.receives(1);
        assertThat(ana.offeredChoices()).isEqualTo(CHOICES);
        ana.chooses(2);
        assertThat(ana.receives(2)).endsWith(CHOICES.get(1));
        ana.writes("2");
        assertThat(ana.receives(3)).as("nothing is offered any more").endsWith("2");
    }

    @Test
    default void aTypedTitleCountsAsTheChoice() {
        Person ana = world().newPerson();
        ana.writes(QUESTION_WITH_CHOICES);
        ana.receives(1);
        ana.writes("piedras CALIENTES");
        assertThat(ana.receives(2)).endsWith(CHOICES.get(2));
    }

    @Test
    default void aSpokenAnswerIsSentWithItsText() {
        Person ana = world().newPerson();
        ana.writes(QUESTION_WITH_A_SPOKEN_ANSWER);
        boolean together = world().capabilities().captioned().contains(MediaKind.AUDIO);
        assertThat(ana.receives(together ? 1 : 2)).contains(SPOKEN_ANSWER);
        assertThat(ana.lastFile()).isEqualTo(SPOKEN_FILE);
    }
}
