package dev.recado.domain.policy;

import dev.recado.domain.model.Content;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.model.Usage;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.ResponseGenerator;
import dev.recado.domain.port.ResponseGenerator.Generation;
import dev.recado.domain.port.ResponseGenerator.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the language model; the last in the row, it always has a reply.
public final class ModelPolicy implements ReplyPolicy {
    private final ResponseGenerator generator;
    private final InstantSource clock;

    public ModelPolicy(ResponseGenerator generator, InstantSource clock) {
        this.generator = generator;
        this.clock = clock;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        Instant start = clock.instant();
        Generation generation = generator.generate(
                new Prompt(turn.history(), turn.said(), turn.language(), turn.profileName(), turn.deadline()));
        return Optional.of(
                switch (generation) {
                    case Generation.Answer answer -> {
                        tell(turn, answer.model(), start, answer.usage(), null);
                        yield Reply.answer(answer.text());
                    }
                    case Generation.Refusal refusal -> {
                        tell(turn, "", start, Usage.NONE, "refused: " + refusal.reason());
                        yield Reply.notice(Phrase.REFUSAL, turn.language());
                    }
                    case Generation.Failed failed -> {
                        tell(turn, "", start, Usage.NONE, failed.reason());
                        yield Reply.apology(turn.language(), new Failure("model: " + failed.reason(), 1));
                    }
                    case Generation.NoModel ignored -> Reply.notice(withoutModel(turn), turn.language());
                });
    }

    /// A picture with a caption that no curated answer knows is better met with the notice for pictures.
    private static Phrase withoutModel(TurnContext turn) {
        return turn.latest().content() instanceof Content.Media media
                ? NoticePolicy.noticeFor(media)
                : Phrase.DONT_KNOW;
    }

    private void tell(TurnContext turn, String model, Instant start, Usage usage, @Nullable String error) {
        turn.trace()
                .tell(new Event.ModelAsked(turn.id(), model, Duration.between(start, clock.instant()), usage, error));
    }
}
