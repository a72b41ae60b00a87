package dev.recado.domain.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.answer.ResponseGenerator.Writing;
import dev.recado.domain.assist.AssistAgentUseCase.Assistance;
import dev.recado.domain.assist.AssistAgentUseCase.Task;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.InMemoryConversations;
import dev.recado.domain.handoff.SendAgentMessageUseCase.Draft;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssistAgentTest {
    private static final String ANA = "+15550000001";
    private static final ConversationId ID = ConversationId.of(new Phone(ANA));
    private static final Author MARTA = new Author("marta", "Marta");
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Desk desk = new Desk();
    private final InMemoryConversations conversations = new InMemoryConversations(desk.store);
    private final AssistAgent assistant = new AssistAgent(
            conversations,
            new AssistAgent.Knowledge(
                    (question, language) -> Optional.ofNullable(desk.curated.get(question))
                            .map(text -> new CuratedAnswer("entry", text, language, null, List.of(), 1)),
                    desk.knowledge,
                    text -> Optional.ofNullable(desk.languages.get(text)),
                    0.5),
            new AssistAgent.Model(
                    desk.generator(), desk.limits, desk.events::add, (text, _) -> List.of(text.replace("**", "*"))),
            desk.clock);

    @BeforeEach
    void anAnswer() {
        desk.model = prompt -> new Generation.Answer("**" + prompt.message() + "**", "scripted", Duration.ZERO);
    }

    private void anaWrites(String id, String text) {
        desk.writes(id, ANA, text);
        desk.pass(A_WHILE);
    }

    private void martaWrites(String key, String text) {
        desk.agentMessages.send(ID, new Draft(key, text, null), MARTA);
        desk.pass(A_WHILE);
    }

    private Assistance assist(Task task) {
        return assistant.assist(conversations.conversation(ID).orElseThrow(), task);
    }

    private Prompt asked() {
        return desk.prompts.getLast();
    }

    @Test
    void aDraftAnswersWhatTheUserWroteSinceAPersonAnswered() {
        anaWrites("1", "Hola");
        martaWrites("a", "¿En qué ayudo?");
        anaWrites("2", "¿Cuánto cuesta?");
        anaWrites("3", "Un masaje");
        desk.knowledge.on("masaje", "Un masaje cuesta 40 €.", 0.9);

        assertThat(assist(new Task.DraftAnswer()))
                .isEqualTo(new Assistance.Written("*¿Cuánto cuesta?\nUn masaje*", List.of("masaje.md"), "scripted"));
        assertThat(asked().options().writing()).isEqualTo(Writing.DRAFT);
        assertThat(asked().options().tools()).isFalse();
        assertThat(asked().facts().passages()).extracting(Passage::excerpt).containsExactly("Un masaje cuesta 40 €.");
        assertThat(asked().history())
                .extracting(Utterance::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.AGENT);
    }

    @Test
    void aCuratedAnswerIsTheFirstSource() {
        anaWrites("1", "¿Horario del masaje?");
        desk.curated.put("¿Horario del masaje?", "De 9 a 18.");
        desk.knowledge.on("masaje", "Un masaje cuesta 40 €.", 0.9);

        assertThat(assist(new Task.DraftAnswer()))
                .isInstanceOfSatisfying(
                        Assistance.Written.class,
                        written -> assertThat(written.sources()).containsExactly("entry", "masaje.md"));
    }

    @Test
    void aCuratedAnswerToTheLastMessageIsFoundBesideEarlierOnes() {
        anaWrites("1", "Hola");
        martaWrites("a", "¿En qué ayudo?");
        anaWrites("2", "Una pregunta");
        anaWrites("3", "¿Horario?");
        desk.curated.put("¿Horario?", "De 9 a 18.");
        desk.configured = false;

        assertThat(assist(new Task.DraftAnswer()))
                .isEqualTo(new Assistance.Written("De 9 a 18.", List.of("entry"), ""));
    }

    @Test
    void withoutAModelTheBestPassageIsTheDraft() {
        anaWrites("1", "¿Un masaje?");
        desk.configured = false;
        desk.knowledge.on("masaje", "Cuesta **40 €**.", 0.6);

        assertThat(assist(new Task.DraftAnswer()))
                .isEqualTo(new Assistance.Written("Cuesta *40 €*.", List.of("masaje.md"), ""));
        assertThat(assist(new Task.Summarise(Language.ENGLISH))).isEqualTo(new Assistance.NoModel());
        assertThat(assist(new Task.Translate("hola", Language.ENGLISH))).isEqualTo(new Assistance.NoModel());
    }

    @Test
    void withoutAModelAnUnlikelyPassageIsNoDraft() {
        anaWrites("1", "¿Un masaje?");
        desk.configured = false;
        desk.knowledge.on("masaje", "Cuesta 40 €.", 0.4);

        assertThat(assist(new Task.DraftAnswer())).isEqualTo(new Assistance.NothingFound());
    }

    @Test
    void aSummaryHasWhatEverybodySaidButNoNoteAndNoPhoneNumber() {
        anaWrites("1", "Llámame al +1 555 000 0001");
        martaWrites("a", "Claro");

        assertThat(assist(new Task.Summarise(Language.ENGLISH))).isInstanceOf(Assistance.Written.class);
        assertThat(asked().options().writing()).isEqualTo(Writing.SUMMARY);
        assertThat(asked().language()).isEqualTo(Language.ENGLISH);
        assertThat(asked().message())
                .startsWith("[user] Llámame al [the user's own phone number]\n[bot] ")
                .endsWith("[person of the business] Claro");
    }

    @Test
    void theNewestWordsOfALongConversationAreSummarised() {
        for (int i = 0; i < 8; i++) {
            anaWrites("m" + i, i + " " + "palabra ".repeat(400));
        }

        assist(new Task.Summarise(Language.ENGLISH));

        assertThat(asked().message())
                .hasSizeLessThan(12_100)
                .startsWith("[…]\n[")
                .contains("[user] 7 palabra");
    }

    @Test
    void aTranslationKeepsItsMarks() {
        anaWrites("1", "Hola");

        assertThat(assist(new Task.Translate("*hola*", Language.ENGLISH)))
                .isEqualTo(new Assistance.Written("***hola***", List.of(), "scripted"));
        assertThat(asked().options().writing()).isEqualTo(Writing.TRANSLATION);
    }

    @Test
    void aCallCountsAsAnAnswerOfTheDay() {
        anaWrites("1", "Hola");
        desk.limits.budget = 1;
        int before = desk.prompts.size();

        assertThat(assist(new Task.DraftAnswer())).isEqualTo(new Assistance.BudgetUsed());
        assertThat(desk.prompts).hasSize(before);
    }

    @Test
    void aCallIsReportedWithItsOutcome() {
        anaWrites("1", "Hola");
        desk.model = _ -> new Generation.Failed("HTTP 500");
        desk.events.clear();

        assertThat(assist(new Task.DraftAnswer())).isEqualTo(new Assistance.Failed("HTTP 500"));
        assertThat(desk.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.ModelCalled.class,
                        called -> assertThat(called.error()).isEqualTo("HTTP 500"));
    }
}
