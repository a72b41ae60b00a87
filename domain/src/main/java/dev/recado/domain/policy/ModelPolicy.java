package dev.recado.domain.policy;

import dev.recado.domain.answer.Attachments;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.HandoffRequest;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.LeadDetector;
import dev.recado.domain.answer.ModelAction;
import dev.recado.domain.answer.PromptContext;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.Lead;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.guard.LeakDetector;
import dev.recado.domain.guard.UsageLimits;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks the language model, or the documents where there is none. The last policy; it always has a reply.
public final class ModelPolicy implements ReplyPolicy {
    private final ResponseGenerator generator;
    private final PromptContext promptContext;
    private final AnswerLearning learning;
    private final UsageLimits limits;
    private final FallbackAnswer fallback;
    private final LeakDetector leaks;
    private final InstantSource clock;

    public ModelPolicy(
            ResponseGenerator generator,
            PromptContext promptContext,
            AnswerLearning learning,
            UsageLimits limits,
            FallbackAnswer fallback,
            InstantSource clock) {
        this.generator = generator;
        this.promptContext = promptContext;
        this.learning = learning;
        this.limits = limits;
        this.fallback = fallback;
        this.leaks = LeakDetector.of(generator.confidential());
        this.clock = clock;
    }

    @Override
    public boolean mayBlock(TurnContext turn) {
        return true;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        if (!generator.isConfigured()) {
            return Optional.of(fallback.reply(turn, promptContext.knowledge().of(turn)));
        }
        Map<String, String> contact = promptContext.contacts().of(turn);
        Optional<Reply> learned = learning.find(turn, !contact.isEmpty());
        return learned.isPresent() ? learned : Optional.of(askModel(turn, contact));
    }

    private Reply askModel(TurnContext turn, Map<String, String> contact) {
        try (Attachments.OpenFiles files = promptContext.files().of(turn)) {
            if (turn.words().isEmpty() && files.files().isEmpty()) {
                return Reply.notice(
                        turn, UnsupportedContentPolicy.noticeFor(turn.latest().content()));
            }
            List<Passage> passages = promptContext.knowledge().of(turn);
            Instant start = clock.instant();
            if (!limits.take(start)) {
                recordCall(turn, "", start, Usage.NONE, "the day's answers are used up");
                return quotaExhausted(turn, passages, start);
            }
            Prompt prompt = turn.analyse(() -> prompt(turn, contact, passages, files.files()));
            Generation generation = generator.generate(prompt);
            return switch (generation) {
                case Generation.Answer answer -> {
                    recordCall(turn, answer.model(), start, answer.usage(), null);
                    if (turn.analyse(() -> leaks.isLeakedIn(answer.text()))) {
                        yield withheld(turn);
                    }
                    Reply reply = Reply.answer(text(turn, answer)).with(update(turn, answer, passages));
                    learning.learn(turn, !contact.isEmpty(), answer, reply);
                    yield reply;
                }
                case Generation.Refusal refusal -> {
                    recordCall(turn, refusal.model(), start, refusal.usage(), "refused: " + refusal.reason());
                    yield HandoffAndLeadPolicy.withLead(turn, Reply.notice(turn, BuiltInText.REFUSAL));
                }
                case Generation.Failed failed -> {
                    recordCall(turn, failed.model(), start, failed.usage(), failed.reason());
                    yield fallback.standIn(turn, passages)
                            .orElseGet(() -> Reply.apology(turn, new Failure("model: " + failed.reason(), 1)));
                }
                case Generation.NoModel _ ->
                    fallback.standIn(turn, passages).orElseGet(() -> fallback.reply(turn, passages));
            };
        }
    }

    private Prompt prompt(
            TurnContext turn, Map<String, String> contact, List<Passage> passages, List<ResponseGenerator.File> files) {
        Prompt prompt = promptContext.prompt(turn, contact, passages, files);
        return fallback.standIn(turn, passages).isPresent() ? prompt.withStandIn() : prompt;
    }

    /// A model's actions count even when it gave no text.
    private static String text(TurnContext turn, Generation.Answer answer) {
        if (!answer.text().isBlank() || answer.actions().isEmpty()) {
            return answer.text();
        }
        return answer.actions().stream().anyMatch(ModelAction.RequestHandoff.class::isInstance)
                ? HandoffRequest.promise(turn)
                : turn.text(BuiltInText.NOTED);
    }

    /// An answer that recites the instructions is dropped with its actions. It is no offence, because the user
    /// may have asked innocently.
    private static Reply withheld(TurnContext turn) {
        turn.trace().add(new Event.GuardTripped(turn.id(), "answer", "instructions"));
        return Reply.notice(turn, BuiltInText.REFUSAL)
                .with(ConversationUpdate.NONE
                        .event(turn.event(
                                BusinessEvent.Type.GUARD_TRIPPED, Map.of("guard", "answer", "rule", "instructions")))
                        .hideFromModels());
    }

    /// The event's id contains the day, so that it is recorded once a day.
    private Reply quotaExhausted(TurnContext turn, List<Passage> passages, Instant now) {
        BusinessEvent reached = BusinessEvent.of(
                BusinessEvent.Type.LIMIT_REACHED,
                "budget/" + now.atOffset(ZoneOffset.UTC).toLocalDate(),
                turn.conversation().id(),
                now,
                Map.of("limit", "budget"));
        Reply reply =
                fallback.standIn(turn, passages).orElseGet(() -> FallbackAnswer.offerPerson(turn, BuiltInText.BUDGET));
        return reply.with(reply.update().event(reached));
    }

    private static ConversationUpdate update(TurnContext turn, Generation.Answer answer, List<Passage> passages) {
        List<String> sources = Stream.concat(passages.stream(), answer.found().stream())
                .map(Passage::source)
                .distinct()
                .toList();
        ConversationUpdate update = ConversationUpdate.NONE.sources(sources).thread(answer.thread());
        for (Lead lead : leads(turn, answer)) {
            update = update.event(LeadDetector.event(turn, lead));
        }
        for (ModelAction action : answer.actions()) {
            if (action instanceof ModelAction.RequestHandoff asked) {
                return HandoffRequest.update(turn, update, asked.reason(), "model");
            }
        }
        return update;
    }

    /// Each lead once: those that the model recorded, and the one in the user's words.
    private static List<Lead> leads(TurnContext turn, Generation.Answer answer) {
        List<Lead> leads = new ArrayList<>();
        for (ModelAction action : answer.actions()) {
            if (action instanceof ModelAction.RecordLead left) {
                LeadDetector.add(left.lead(), leads);
            }
        }
        LeadDetector.find(turn.words()).ifPresent(lead -> LeadDetector.add(lead, leads));
        return leads;
    }

    private void recordCall(TurnContext turn, String model, Instant start, Usage usage, @Nullable String error) {
        turn.trace()
                .add(new Event.ModelCalled(turn.id(), model, Duration.between(start, clock.instant()), usage, error));
    }
}
