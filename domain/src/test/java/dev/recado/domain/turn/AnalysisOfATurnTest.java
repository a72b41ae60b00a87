package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.delivery.TypingIndicator;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.AnalysisStoppedException;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What of a turn runs on the threads for CPU-bound work, and how much of a text it sees.
class AnalysisOfATurnTest {
    private final SettableClock clock = new SettableClock();
    private final List<Event> events = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private boolean analysing;

    private final AnalysisExecutor analysis = new AnalysisExecutor() {
        @Override
        public <T> T call(Instant deadline, Supplier<T> work) {
            if (analysing) {
                return work.get();
            }
            steps.add("(");
            analysing = true;
            try {
                return work.get();
            } finally {
                analysing = false;
                steps.add(")");
            }
        }
    };

    @Test
    void policiesThatOnlyComputeRunThereTogetherAndThoseThatWaitDoNot() {
        decide(step("a", false), step("b", false), step("c", true), step("d", true), step("e", false), answers("f"));
        assertThat(String.join(" ", steps)).isEqualTo("( language a b ) c d ( e f )");
    }

    @Test
    void aPolicyThatAnswersEndsIt() {
        decide(step("a", false), answers("b"), step("c", true));
        assertThat(String.join(" ", steps)).isEqualTo("( language a b )");
    }

    @Test
    void analysisThatIsStoppedEndsAsAFailedTurnDoes() {
        ReplyPolicy stuck = turn -> {
            throw new AnalysisStoppedException("not analysed in time");
        };
        ReplyDecider.Decided decided = decide(step("a", false), stuck);
        assertThat(decided.reply().closing()).isEqualTo(Event.Closing.APOLOGY);
        assertThat(decided.context().language()).isEqualTo(Language.FRENCH);
        assertThat(events).hasAtLeastOneElementOfType(Event.TurnFailed.class);
    }

    @Test
    void ofALongMessageTheBeginningIsAnalysed() {
        InboundMessage message = message("a".repeat(Content.MAX_ANALYSED - 1) + "😀" + "b".repeat(60_000));
        List<TurnContext> seen = new ArrayList<>();
        decide(List.of(message), turn -> {
            seen.add(turn);
            return Optional.of(Reply.silence());
        });
        assertThat(seen.getFirst().words()).isEqualTo("a".repeat(Content.MAX_ANALYSED - 1));
        assertThat(seen.getFirst().modelText()).isEqualTo(seen.getFirst().words());
        assertThat(seen.getFirst().latest().content().text()).hasSizeGreaterThan(60_000);
    }

    @Test
    void ofManyLongMessagesTheNewestAreAnalysed() {
        List<InboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            messages.add(message(("" + (char) ('a' + i)).repeat(4_000)));
        }
        List<TurnContext> seen = new ArrayList<>();
        decide(messages, turn -> {
            seen.add(turn);
            return Optional.of(Reply.silence());
        });
        assertThat(seen.getFirst().words()).startsWith("qqq").endsWith("ttt").hasSize(4 * 4_000 + 3);
    }

    private ReplyDecider.Decided decide(ReplyPolicy... policies) {
        return decide(List.of(message("bonjour")), policies);
    }

    private ReplyDecider.Decided decide(List<InboundMessage> messages, ReplyPolicy... policies) {
        ReplyDecider replies = new ReplyDecider(
                List.of(policies),
                text -> {
                    steps.add("language");
                    return Optional.of(Language.FRENCH);
                },
                new TurnRules(
                        Desk.DEADLINE,
                        Duration.ofSeconds(10),
                        20,
                        BuiltInTexts.builtIn(Language.SPANISH),
                        Duration.ofMinutes(10),
                        3,
                        Duration.ofMinutes(30)),
                new TypingIndicator(Map.of(), (delay, task) -> {}, events::add, clock),
                events::add,
                analysis);
        return replies.decide(
                claimed(messages.getLast()), messages, clock.instant().plusSeconds(30));
    }

    private Conversation claimed(InboundMessage message) {
        return switch (new InMemoryStore().claim(message, clock.instant(), Duration.ofSeconds(10))) {
            case Claim.Claimed claimed -> claimed.conversation().conversation();
            case Claim.Busy _, Claim.BrokenOff _ -> throw new AssertionError("nobody else has it");
        };
    }

    private ReplyPolicy step(String name, boolean waits) {
        return new ReplyPolicy() {
            @Override
            public boolean mayBlock(TurnContext turn) {
                return waits;
            }

            @Override
            public Optional<Reply> reply(TurnContext turn) {
                steps.add(name);
                return Optional.empty();
            }
        };
    }

    private ReplyPolicy answers(String name) {
        return turn -> {
            steps.add(name);
            return Optional.of(Reply.answer("sí"));
        };
    }

    private InboundMessage message(String text) {
        return Messages.text("SM" + events.size() + text.hashCode(), "+15550000001", text, clock.instant());
    }
}
