package dev.recado.domain.policy;

import dev.recado.domain.model.Phrase;
import dev.recado.domain.port.ContentGuard;
import dev.recado.domain.port.ContentGuard.Verdict;
import java.util.Optional;
import java.util.TreeSet;

/// Has a provider's moderation judge what is to go to a model. After the curated answers, so that those cost no
/// call; what it cannot judge passes.
public final class ModerationPolicy implements ReplyPolicy {
    private final ContentGuard guard;
    private final Offences offences;

    public ModerationPolicy(ContentGuard guard, Offences offences) {
        this.guard = guard;
        this.offences = offences;
    }

    @Override
    public boolean mayWait(TurnContext turn) {
        return true;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        if (turn.words().isEmpty()) {
            return Optional.empty();
        }
        return switch (guard.examine(turn.words(), turn.deadline())) {
            case Verdict.Harmful harmful ->
                Optional.of(offences.committed(
                        turn, "moderation", String.join(",", new TreeSet<>(harmful.categories())), Phrase.RESPECT));
            case Verdict.Fine _, Verdict.Unknown _ -> Optional.empty();
        };
    }
}
