package dev.recado.domain.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.fake.InMemoryConversations;
import dev.recado.domain.fake.InMemoryKeptList;
import dev.recado.domain.fake.InMemoryOpenQuestions;
import dev.recado.domain.fake.ManualTimer;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationList.Order;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.kept.Edit;
import dev.recado.domain.kept.KeptListEditor;
import dev.recado.domain.message.Author;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.teaching.AnswerPreview.Kind;
import dev.recado.domain.teaching.AnswerPreview.Said;
import dev.recado.domain.teaching.MarkAnswerWrong.Outcome;
import dev.recado.domain.teaching.QuestionGroups.Group;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TeachBotTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final Caller MARTHA = new Caller(new Author("martha", "Martha"), PersonRole.SUPERVISOR);

    private final Desk desk = new Desk();
    private final FrontDesk front = new FrontDesk();
    private final InMemoryKeptList<TaughtAnswer> list = new InMemoryKeptList<>();
    private final InMemoryOpenQuestions open = new InMemoryOpenQuestions(desk.store);
    private final Live here = new Live();
    private final Live elsewhere = new Live();
    private final ManualTimer timer = new ManualTimer(desk.clock);
    private final TeachBot teach = new TeachBot(
            new KeptListEditor<>(list, 10, Action.ANSWER_CHANGED, front.audit, desk.clock),
            open,
            new TaughtAnswersFeed(list, here, timer),
            front.audit,
            desk.clock);
    private final QuestionGroups groups =
            new QuestionGroups(open, TeachBotTest::byLastWord, AnalysisExecutor.DIRECT, desk.clock);
    private int messages;

    /// Texts with the same last word ask for the same.
    private static List<List<Integer>> byLastWord(List<String> texts, Language language) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int at = 0; at < texts.size(); at++) {
            String text = texts.get(at).replace("?", "");
            groups.computeIfAbsent(text.substring(text.lastIndexOf(' ') + 1), _ -> new ArrayList<>())
                    .add(at);
        }
        return List.copyOf(groups.values());
    }

    /// Answers that are found by their exact question.
    private static final class Live implements LiveAnswers {
        private List<TaughtAnswer> used = List.of();

        @Override
        public void use(List<TaughtAnswer> answers) {
            used = answers;
        }

        @Override
        public AnswerCache with(List<TaughtAnswer> answers) {
            return (question, language) -> answers.stream()
                    .filter(answer -> answer.questions().contains(question))
                    .findFirst()
                    .map(answer -> new AnswerCache.CuratedAnswer(
                            answer.id(), answer.answer(), language, null, List.of(), 1.0));
        }
    }

    private void writes(String from, String text) {
        desk.configured = false;
        desk.writes("SM" + ++messages, from, text);
        desk.pass(Duration.ofSeconds(5));
    }

    private static TaughtAnswer answer(String id, String question, Edit edit) {
        return new TaughtAnswer(id, List.of(question), "Sí.", Language.SPANISH, edit);
    }

    @Test
    void whatTheBotDoesNotKnowIsGroupedAndLeavesTheListWithItsAnswer() {
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9);
        writes(ANA, "¿hay wifi en la nave?");
        writes(ANA, "¿cuánto cuesta el masaje?");
        writes(BRUNO, "con la tarjeta 4111 1111 1111 1111, ¿hay nave?");
        writes(BRUNO, "¿hay helado?");

        List<Group> found = groups.groups().groups();

        assertThat(found).extracting(group -> group.questions().size()).containsExactly(2, 1);
        assertThat(found.getFirst().questions())
                .extracting(Question::text)
                .first()
                .asString()
                .contains("¿hay nave?")
                .doesNotContain("1111 1111");
        List<String> resolved =
                found.getFirst().questions().stream().map(Question::id).toList();
        teach.add(MARTHA, edit -> answer("a-1", "¿hay nave?", edit), resolved);

        assertThat(groups.groups().groups())
                .singleElement()
                .satisfies(group ->
                        assertThat(group.questions()).extracting(Question::text).containsExactly("¿hay helado?"));
        assertThat(here.used).extracting(TaughtAnswer::id).containsExactly("a-1");
        assertThat(teach.dismiss(
                        MARTHA,
                        List.of(
                                groups.groups()
                                        .groups()
                                        .getFirst()
                                        .questions()
                                        .getFirst()
                                        .id(),
                                "nothing")))
                .isOne();
        assertThat(groups.groups().groups()).isEmpty();
    }

    @Test
    void aChangeIsInUseInEveryProcessSoon() {
        new TaughtAnswersFeed(list, elsewhere, timer).start();
        timer.advance(Duration.ofSeconds(1));

        teach.add(MARTHA, edit -> answer("a-1", "¿hay nave?", edit), List.of());
        assertThat(elsewhere.used).isEmpty();
        timer.advance(TaughtAnswersFeed.EVERY);
        assertThat(elsewhere.used).extracting(TaughtAnswer::id).containsExactly("a-1");

        teach.change(MARTHA, "a-1", 1, (_, edit) -> answer("a-1", "¿hay naves?", edit), List.of());
        timer.advance(TaughtAnswersFeed.EVERY);
        assertThat(elsewhere.used).extracting(TaughtAnswer::name).containsExactly("es: ¿hay naves?");

        teach.remove(MARTHA, "a-1", 2);
        timer.advance(TaughtAnswersFeed.EVERY);
        assertThat(elsewhere.used).isEmpty();
        assertThat(here.used).isEmpty();
    }

    @Test
    void anAnswerThatAPersonFindsWrongPutsItsQuestionOnTheList() {
        desk.curated.put("¿hay nave?", "Sí, dos.");
        writes(ANA, "¿hay nave?");
        InMemoryConversations conversations = new InMemoryConversations(desk.store);
        ConversationSummary ana = conversations
                .conversations(ConversationFilter.all(Caller.OPERATOR), Order.ACTIVITY, 1, null)
                .items()
                .getFirst();
        List<ThreadEntry> thread = conversations.thread(ana.id(), 10, null).items();
        String wrong = id(thread, Voice.ASSISTANT);
        MarkAnswerWrong mark = new MarkAnswerWrong(conversations, desk.store, desk.clock);

        assertThat(mark.mark(ana, wrong::equals, MARTHA.author())).isEqualTo(new Outcome.Marked("¿hay nave?"));
        assertThat(mark.mark(ana, wrong::equals, MARTHA.author())).isEqualTo(new Outcome.Marked("¿hay nave?"));
        assertThat(mark.mark(ana, id(thread, Voice.USER)::equals, MARTHA.author()))
                .isEqualTo(new Outcome.NoAnswer());
        assertThat(mark.mark(ana, "no-such-id"::equals, MARTHA.author())).isEqualTo(new Outcome.NotFound());

        assertThat(groups.groups().groups())
                .singleElement()
                .satisfies(group -> assertThat(group.questions())
                        .singleElement()
                        .satisfies(question -> {
                            assertThat(question.text()).isEqualTo("¿hay nave?");
                            assertThat(question.wrongAnswer()).isEqualTo("Sí, dos.");
                            assertThat(question.language()).isEqualTo(Language.SPANISH);
                        }));
    }

    private static String id(List<ThreadEntry> thread, Voice voice) {
        return thread.stream()
                .filter(entry -> entry.voice() == voice)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aTrySaysWhatTheBotWouldSayAndChangesNothing() {
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9);
        teach.add(MARTHA, edit -> answer("a-1", "¿hay nave?", edit), List.of());
        AnswerPreview preview = new AnswerPreview(
                list,
                here,
                new NothingUrgent(),
                new AnswerPreview.Documents(desk.knowledge, () -> false, 0.5),
                AnalysisExecutor.DIRECT,
                desk.clock);

        assertThat(preview.of(
                        List.of("¿hay nave?", "masaje", "¿hay helado?", "¿hay sopa?"),
                        Language.SPANISH,
                        answer(
                                "draft",
                                "¿hay helado?",
                                list.read().items().getFirst().edit())))
                .containsExactly(
                        new Said("¿hay nave?", Kind.CURATED, "Sí.", "a-1"),
                        new Said("masaje", Kind.DOCUMENT, "El masaje cuesta 40 €.", "masaje.md"),
                        new Said("¿hay helado?", Kind.CURATED, "Sí.", "draft"),
                        new Said("¿hay sopa?", Kind.UNKNOWN, null, null));
        assertThat(here.used).extracting(TaughtAnswer::id).containsExactly("a-1");
        assertThat(teach.all()).hasSize(1);
    }

    private static final class NothingUrgent implements UrgentAnswers {
        @Override
        public boolean hasAny() {
            return false;
        }

        @Override
        public Optional<AnswerCache.CuratedAnswer> urgent(String text, Language language) {
            return Optional.empty();
        }
    }
}
