package dev.recado.domain.assist;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.OwnNumberMask;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.KnownFacts;
import dev.recado.domain.answer.ResponseGenerator.ModelOptions;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.answer.ResponseGenerator.Writing;
import dev.recado.domain.conversation.Conversation.Participant;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.delivery.ReplyFormatter;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.guard.UsageLimits;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Usage;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.LanguageDetector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the conversation as colleagues see it, and asks the model that answers users. A draft is based on the
/// same curated answers and documents as the bot's answers; without a model they are the draft.
public final class AssistAgent implements AssistAgentUseCase {
    private static final int ENTRIES = 60;
    private static final int PASSAGES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// The longest text in a message of WhatsApp.
    private static final int MAX_LENGTH = 4_000;

    private final ConversationList conversations;
    private final Knowledge knowledge;
    private final Model model;
    private final InstantSource clock;

    public AssistAgent(ConversationList conversations, Knowledge knowledge, Model model, InstantSource clock) {
        this.conversations = conversations;
        this.knowledge = knowledge;
        this.model = model;
        this.clock = clock;
    }

    /// What the business knows.
    ///
    /// @param threshold the lowest confidence, from 0 to 1, of a passage that is quoted without a model
    public record Knowledge(
            AnswerCache curated, KnowledgeBase documents, LanguageDetector languages, double threshold) {}

    /// The model, its budget, and who is told of its calls.
    ///
    /// @param formatter renders what it writes for WhatsApp
    public record Model(ResponseGenerator generator, UsageLimits limits, EventSink events, ReplyFormatter formatter) {}

    @Override
    public Assistance assist(ConversationSummary conversation, Task task) {
        Transcript transcript = Transcript.of(
                conversations.thread(conversation.id(), ENTRIES, null).items(), number(conversation.user()));
        return switch (task) {
            case Task.DraftAnswer _ -> draft(conversation.user(), transcript);
            case Task.Summarise(Language language) -> {
                String lines = transcript.lines();
                yield lines.isEmpty()
                        ? new Assistance.NothingToDo()
                        : ask(transcript, prompt(List.of(), lines, language, List.of(), Writing.SUMMARY), List.of());
            }
            case Task.Translate(String text, Language language) -> {
                String masked = number(conversation.user()).mask(text);
                yield text.isBlank()
                        ? new Assistance.NothingToDo()
                        : ask(
                                transcript,
                                prompt(List.of(), masked, language, List.of(), Writing.TRANSLATION),
                                List.of());
            }
        };
    }

    private Assistance draft(Participant user, Transcript transcript) {
        String question = transcript.question();
        if (question.isBlank()) {
            return new Assistance.NothingToDo();
        }
        Language language = knowledge
                .languages()
                .detect(question)
                .orElse(user.language() == null ? Language.SPANISH : user.language());
        List<Passage> passages = passages(transcript, language);
        if (!model.generator().isConfigured()) {
            return quoted(passages);
        }
        return ask(
                transcript,
                prompt(transcript.before(), question, language, passages, Writing.DRAFT),
                passages.stream().map(Passage::source).distinct().toList());
    }

    /// What is known about all that the user asked, or about the last message alone where that matches better.
    private List<Passage> passages(Transcript transcript, Language language) {
        List<Passage> all = passages(transcript.question(), language);
        List<Passage> last = passages(transcript.lastQuestion(), language);
        return best(last) > best(all) ? last : all;
    }

    private static double best(List<Passage> passages) {
        return passages.stream().mapToDouble(Passage::confidence).max().orElse(0);
    }

    /// The curated answer first, then the passages of documents.
    private List<Passage> passages(String question, Language language) {
        List<Passage> passages = new ArrayList<>();
        knowledge
                .curated()
                .find(question, language)
                .ifPresent(answer -> passages.add(new Passage(answer.text(), answer.id(), answer.text(), 1)));
        try {
            passages.addAll(knowledge.documents().search(question, language, PASSAGES));
        } catch (PortUnavailableException _) {
            // A draft from the rest is better than none.
        }
        return passages;
    }

    private Assistance quoted(List<Passage> passages) {
        return passages.stream()
                .filter(best -> best.confidence() >= knowledge.threshold())
                .findFirst()
                .<Assistance>map(best -> new Assistance.Written(shown(best.excerpt()), List.of(best.source()), ""))
                .orElseGet(Assistance.NothingFound::new);
    }

    private Prompt prompt(
            List<Utterance> history, String message, Language language, List<Passage> passages, Writing writing) {
        return new Prompt(
                history,
                message,
                List.of(),
                language,
                new KnownFacts(null, Map.of(), null, passages),
                ModelOptions.of(writing),
                clock.instant().plus(PATIENCE));
    }

    private Assistance ask(Transcript transcript, Prompt prompt, List<String> sources) {
        if (!model.generator().isConfigured()) {
            return new Assistance.NoModel();
        }
        Instant start = clock.instant();
        if (!model.limits().take(start)) {
            return new Assistance.BudgetUsed();
        }
        return switch (model.generator().generate(prompt)) {
            case Generation.Answer answer -> {
                recordCall(transcript, answer.model(), start, answer.usage(), null);
                String text = prompt.options().writing() == Writing.TRANSLATION ? answer.text() : shown(answer.text());
                yield text.isBlank()
                        ? new Assistance.Failed("the model wrote nothing")
                        : new Assistance.Written(text, sources, answer.model());
            }
            case Generation.Refusal refusal -> {
                recordCall(transcript, refusal.model(), start, refusal.usage(), "refused: " + refusal.reason());
                yield new Assistance.Declined();
            }
            case Generation.Failed failed -> {
                recordCall(transcript, failed.model(), start, failed.usage(), failed.reason());
                yield new Assistance.Failed(failed.reason());
            }
            case Generation.NoModel _ -> new Assistance.NoModel();
        };
    }

    private void recordCall(Transcript transcript, String name, Instant start, Usage usage, @Nullable String error) {
        model.events()
                .publish(new Event.ModelCalled(
                        transcript.asked(), name, Duration.between(start, clock.instant()), usage, error));
    }

    private String shown(String commonMark) {
        return String.join("\n\n", model.formatter().format(commonMark, MAX_LENGTH));
    }

    private static OwnNumberMask number(Participant user) {
        Set<UserAddress> addresses = new HashSet<>(user.otherAddresses());
        addresses.add(user.address());
        return OwnNumberMask.of(addresses);
    }
}
