package dev.recado.domain.policy;

import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.answer.Attachments;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.event.Event;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OfferedChoices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Replies with a curated answer. A question about a picture that the model can read goes to the model, because
/// no curated answer is about that picture.
public final class CuratedAnswerPolicy implements ReplyPolicy {
    private final AnswerCache cache;
    private final ResponseGenerator generator;
    private final InstantSource clock;

    public CuratedAnswerPolicy(AnswerCache cache, ResponseGenerator generator, InstantSource clock) {
        this.cache = cache;
        this.generator = generator;
        this.clock = clock;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        if (turn.messages().stream().anyMatch(message -> Attachments.isReadable(message.content(), generator))) {
            return Optional.empty();
        }
        Instant start = clock.instant();
        Optional<CuratedAnswer> found = cache.find(turn.words(), turn.language());
        turn.trace()
                .add(new Event.CacheSearched(
                        turn.id(),
                        found.map(CuratedAnswer::id).orElse(null),
                        found.map(CuratedAnswer::score).orElse(0.0),
                        Duration.between(start, clock.instant())));
        return found.map(answer -> HandoffAndLeadPolicy.withLead(turn, reply(turn, answer)));
    }

    static Reply reply(TurnContext turn, CuratedAnswer answer) {
        String audio = answer.audioUrl();
        return Reply.answer(
                answer.text(),
                audio == null ? null : new Reply.File(MediaKind.AUDIO, audio),
                answer.choices().isEmpty()
                        ? null
                        : new OfferedChoices(
                                answer.choices(), turn.in(answer.language()).text(BuiltInText.CHOOSE)));
    }
}
