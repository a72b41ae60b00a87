package dev.recado.domain.turn;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.answer.TurnTrace;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.delivery.TypingIndicator;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.guard.NonsenseDetector;
import dev.recado.domain.intent.ChoiceMatcher;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.AnalysisStoppedException;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.LanguageDetector;
import dev.recado.domain.text.LanguageEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides the reply: detects the language and asks the policies in their order. It always has a reply: a
/// failure on the way is published as an event and ends in an apology.
public final class ReplyDecider {
    /// After this time the same words no longer count as a repetition.
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final List<ReplyPolicy> policies;
    private final LanguageDetector languages;
    private final TurnRules rules;
    private final TypingIndicator typing;
    private final EventSink events;
    private final AnalysisExecutor analysis;

    /// @param typing is shown while a reply is decided
    /// @param analysis runs the policies that only compute
    public ReplyDecider(
            List<ReplyPolicy> policies,
            LanguageDetector languages,
            TurnRules rules,
            TypingIndicator typing,
            EventSink events,
            AnalysisExecutor analysis) {
        this.policies = List.copyOf(policies);
        this.languages = languages;
        this.rules = rules;
        this.typing = typing;
        this.events = events;
        this.analysis = analysis;
    }

    /// @param context what the policies were shown
    record Decided(TurnContext context, Reply reply) {}

    Decided decide(Conversation conversation, List<InboundMessage> messages, Instant deadline) {
        Decision decision = new Decision(initialContext(conversation, messages, deadline));
        if (conversation.isMuted(messages.getLast().receivedAt())) {
            return decision.made();
        }
        try (TypingIndicator.Shown _ = typing.to(messages.getLast())) {
            return decision.made();
        }
    }

    /// One pass along the policies. Consecutive policies that only compute run together on the analysis
    /// threads.
    private final class Decision {
        /// The context as far as it is known: an apology uses it too.
        private volatile TurnContext context;
        private int next;

        private Decision(TurnContext claimed) {
            this.context = claimed;
        }

        private Decided made() {
            try {
                Optional<Reply> reply = context.analyse(() -> {
                    context = withRepetitions(context);
                    context = interpreted(context);
                    return askThoseThatCompute();
                });
                while (reply.isEmpty()) {
                    if (next == policies.size()) {
                        throw new IllegalStateException("no policy had a reply");
                    }
                    ReplyPolicy policy = policies.get(next);
                    reply = policy.mayBlock(context) ? ask(policy) : context.analyse(this::askThoseThatCompute);
                }
                return new Decided(context, reply.get());
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    // the process is stopping: the process that continues the turn answers it
                    throw e;
                }
                events.publish(new Event.TurnFailed(context.id(), e));
                Failure failure = new Failure("internal: " + e.getClass().getSimpleName(), 1);
                return new Decided(context, apology(context, failure));
            }
        }

        private Optional<Reply> askThoseThatCompute() {
            Optional<Reply> reply = Optional.empty();
            while (reply.isEmpty()
                    && next < policies.size()
                    && !policies.get(next).mayBlock(context)) {
                AnalysisStoppedException.check();
                reply = ask(policies.get(next));
            }
            return reply;
        }

        private Optional<Reply> ask(ReplyPolicy policy) {
            next++;
            TurnContext seen = policy.prepare(context);
            // the words of a transcribed voice note may be a choice, and tell the language
            context = seen.messages().equals(context.messages()) ? seen : seen.analyse(() -> interpreted(seen));
            return policy.reply(context);
        }
    }

    private static boolean isMuted(TurnContext context) {
        return context.conversation().isMuted(context.now());
    }

    private static Reply apology(TurnContext context, Failure failure) {
        return isMuted(context) ? Reply.silence(failure) : Reply.apology(context, failure);
    }

    /// Replaces typed words by the choice that they mean, and detects the language.
    private TurnContext interpreted(TurnContext turn) {
        return withLanguage(turn.withMessages(withChoices(turn.conversation(), turn.messages())));
    }

    /// The apology for the messages, without asking a policy.
    Decided apologise(Conversation conversation, List<InboundMessage> messages, Instant deadline, Failure failure) {
        TurnContext context = withLanguage(initialContext(conversation, messages, deadline));
        return new Decided(context, apology(context, failure));
    }

    /// The apology for messages whose conversation cannot be read.
    public String apologyFor(List<InboundMessage> messages) {
        return rules.texts()
                .of(BuiltInText.APOLOGY, language(messages.getLast().content().words()));
    }

    /// The language of the words, or the default: a failure of the detector must not prevent an apology.
    private Language language(String words) {
        try {
            return languages.detect(words).orElse(rules.defaultLanguage());
        } catch (RuntimeException e) {
            return rules.defaultLanguage();
        }
    }

    /// Replaces typed words by the choice that they mean.
    private static List<InboundMessage> withChoices(Conversation conversation, List<InboundMessage> messages) {
        return messages.stream()
                .map(message -> message.withContent(ChoiceMatcher.resolve(message.content(), conversation.offered())))
                .toList();
    }

    /// The user's state with these messages counted.
    private static UserState userState(Conversation conversation, List<InboundMessage> messages) {
        InboundMessage latest = messages.getLast();
        Instant before = conversation.lastWroteAt();
        boolean afresh = before == null || latest.writtenAt().isAfter(before.plus(REMEMBERED));
        UserState userState = conversation.userState().counting(messages.size(), latest.receivedAt());
        return afresh ? userState.saying(null) : userState;
    }

    /// Notes the words, so that a repetition is recognised.
    private static TurnContext withRepetitions(TurnContext turn) {
        UserState userState = turn.userState();
        for (InboundMessage message : turn.messages()) {
            userState = userState.saying(
                    message.content() instanceof Content.Text text ? NonsenseDetector.normalForm(text.words()) : null);
        }
        return turn.withUserState(userState);
    }

    /// The context before the words are analysed.
    private TurnContext initialContext(Conversation conversation, List<InboundMessage> messages, Instant deadline) {
        InboundMessage latest = messages.getLast();
        UserState userState = userState(conversation, messages);
        Instant since = userState.freshSince();
        List<Utterance> turns = conversation.turns().stream()
                .filter(turn -> since == null || turn.at().isAfter(since))
                .toList();
        List<Utterance> recent = turns.subList(Math.max(0, turns.size() - rules.historyTurns()), turns.size());
        Language own = conversation.language();
        Language known = own != null && rules.texts().speaks(own) ? own : rules.defaultLanguage();
        String name = latest.profileName();
        return new TurnContext(
                messages,
                recent,
                known,
                name != null ? name : conversation.profileName(),
                conversation,
                userState,
                latest.receivedAt(),
                deadline,
                rules.texts(),
                rules.staff(),
                new TurnTrace(events),
                analysis);
    }

    /// Sets the language of the words, unless the user chose one.
    private TurnContext withLanguage(TurnContext turn) {
        return turn.userState().languageChosen()
                ? turn
                : turn.in(LanguageEvidence.in(turn.words(), turn.conversation().language(), languages)
                        .orElse(turn.language()));
    }
}
