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

/// Decides what is said: recognises the language and asks the policies in their order. It always has a reply: what
/// breaks on the way is told and ends in an apology.
public final class ReplyDecider {
    /// Who says the same after this time does not repeat it.
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final List<ReplyPolicy> policies;
    private final LanguageDetector languages;
    private final TurnRules rules;
    private final TypingIndicator typing;
    private final EventSink events;
    private final AnalysisExecutor analysis;

    /// @param typing is shown while a reply is decided
    /// @param analysis runs what only computes
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
        Decision decision = new Decision(asClaimed(conversation, messages, deadline));
        if (conversation.isMuted(messages.getLast().receivedAt())) {
            return decision.made();
        }
        try (TypingIndicator.Shown _ = typing.to(messages.getLast())) {
            return decision.made();
        }
    }

    /// One walk along the policies. Those that only compute run on the threads for that, as many at once as
    /// follow each other.
    private final class Decision {
        /// As far as it is understood: an apology may have to do with that.
        private volatile TurnContext context;
        private int next;

        private Decision(TurnContext claimed) {
            this.context = claimed;
        }

        private Decided made() {
            try {
                Optional<Reply> reply = context.analysed(() -> {
                    context = remembering(context);
                    context = understood(context);
                    return askThoseThatCompute();
                });
                while (reply.isEmpty()) {
                    if (next == policies.size()) {
                        throw new IllegalStateException("no policy had a reply");
                    }
                    ReplyPolicy policy = policies.get(next);
                    reply = policy.mayWait(context) ? ask(policy) : context.analysed(this::askThoseThatCompute);
                }
                return new Decided(context, reply.get());
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    // the process is stopping: who goes on with the turn answers it
                    throw e;
                }
                events.publish(new Event.TurnBroke(context.id(), e));
                Failure failure = new Failure("internal: " + e.getClass().getSimpleName(), 1);
                return new Decided(context, apology(context, failure));
            }
        }

        private Optional<Reply> askThoseThatCompute() {
            Optional<Reply> reply = Optional.empty();
            while (reply.isEmpty()
                    && next < policies.size()
                    && !policies.get(next).mayWait(context)) {
                AnalysisStoppedException.check();
                reply = ask(policies.get(next));
            }
            return reply;
        }

        private Optional<Reply> ask(ReplyPolicy policy) {
            next++;
            TurnContext seen = policy.seen(context);
            // when a policy made words of what had none, they may be an option, and tell the language
            context = seen.messages().equals(context.messages()) ? seen : seen.analysed(() -> understood(seen));
            return policy.reply(context);
        }
    }

    private static boolean isMuted(TurnContext context) {
        return context.conversation().isMuted(context.now());
    }

    private static Reply apology(TurnContext context, Failure failure) {
        return isMuted(context) ? Reply.silence(failure) : Reply.apology(context, failure);
    }

    /// What was typed in answer to an offer as the option it means, in the language of its words.
    private TurnContext understood(TurnContext turn) {
        return inItsLanguage(turn.saying(meant(turn.conversation(), turn.messages())));
    }

    /// The apology that the same messages get without asking anyone.
    Decided apologise(Conversation conversation, List<InboundMessage> messages, Instant deadline, Failure failure) {
        TurnContext context = inItsLanguage(asClaimed(conversation, messages, deadline));
        return new Decided(context, apology(context, failure));
    }

    /// The apology for messages whose conversation cannot be read.
    public String apologyFor(List<InboundMessage> messages) {
        return rules.texts()
                .of(BuiltInText.APOLOGY, language(messages.getLast().content().words()));
    }

    /// For the last words in any case: nothing that breaks may stand in their way.
    private Language language(String words) {
        try {
            return languages.detect(words).orElse(rules.defaultLanguage());
        } catch (RuntimeException e) {
            return rules.defaultLanguage();
        }
    }

    /// What was typed in answer to an offer, as the option it means.
    private static List<InboundMessage> meant(Conversation conversation, List<InboundMessage> messages) {
        return messages.stream()
                .map(message -> message.saying(ChoiceMatcher.meant(message.content(), conversation.offered())))
                .toList();
    }

    /// The user's, these messages counted.
    private static UserState userState(Conversation conversation, List<InboundMessage> messages) {
        InboundMessage latest = messages.getLast();
        Instant before = conversation.lastWroteAt();
        boolean afresh = before == null || latest.writtenAt().isAfter(before.plus(REMEMBERED));
        UserState userState = conversation.userState().counting(messages.size(), latest.receivedAt());
        return afresh ? userState.saying(null) : userState;
    }

    /// With what is said noted, so that a repeat is known.
    private static TurnContext remembering(TurnContext turn) {
        UserState userState = turn.userState();
        for (InboundMessage message : turn.messages()) {
            userState = userState.saying(
                    message.content() instanceof Content.Text text ? NonsenseDetector.normal(text.words()) : null);
        }
        return turn.with(userState);
    }

    /// What can be told without a look at the words.
    private TurnContext asClaimed(Conversation conversation, List<InboundMessage> messages, Instant deadline) {
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
                new TurnTrace(events),
                analysis);
    }

    /// In the language of its words, unless the user chose one.
    private TurnContext inItsLanguage(TurnContext turn) {
        return turn.userState().languageChosen()
                ? turn
                : turn.in(LanguageEvidence.in(turn.words(), turn.conversation().language(), languages)
                        .orElse(turn.language()));
    }
}
