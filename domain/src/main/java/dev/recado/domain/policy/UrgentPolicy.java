package dev.recado.domain.policy;

import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.HandoffRequest;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.event.Event;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Replies with urgent answers, before any other policy: also to users who opted out, are blocked, reached a
/// limit or talk to a person. Each is a business event, so that a person can look.
public final class UrgentPolicy implements ReplyPolicy {
    private final UrgentAnswers answers;
    private final Predicate<Content> filter;
    private final InstantSource clock;

    private UrgentPolicy(UrgentAnswers answers, Predicate<Content> filter, InstantSource clock) {
        this.answers = answers;
        this.filter = filter;
        this.clock = clock;
    }

    /// Creates the policy for written messages, the first of all policies.
    public static UrgentPolicy written(UrgentAnswers answers, InstantSource clock) {
        return new UrgentPolicy(answers, _ -> true, clock);
    }

    /// Creates the policy for voice notes, once they are transcribed.
    public static UrgentPolicy spoken(UrgentAnswers answers, InstantSource clock) {
        return new UrgentPolicy(answers, Content.Speech.class::isInstance, clock);
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        List<String> said = turn.messages().stream()
                .map(InboundMessage::content)
                .filter(filter)
                .map(Content::words)
                .filter(text -> !text.isEmpty())
                .toList();
        // each message by itself, and all together, because people split a sentence over several messages
        Stream<String> texts = said.size() > 1
                ? Stream.concat(said.stream(), Stream.of(said.stream().collect(Collectors.joining(" "))))
                : said.stream();
        Instant start = clock.instant();
        return texts.map(text -> answers.urgent(text, turn.language()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(answer -> reply(turn, answer, Duration.between(start, clock.instant())));
    }

    private static Reply reply(TurnContext turn, CuratedAnswer answer, Duration took) {
        turn.trace().add(new Event.CacheSearched(turn.id(), answer.id(), answer.score(), took));
        Language own = Objects.requireNonNullElse(turn.conversation().language(), answer.language());
        ConversationUpdate update =
                ConversationUpdate.NONE.language(own).event(HandoffRequest.event(turn, answer.id(), "urgent"));
        return CuratedAnswerPolicy.reply(turn, answer)
                .with(update.handoff(new Handoff(turn.now(), answer.id(), "urgent")));
    }
}
