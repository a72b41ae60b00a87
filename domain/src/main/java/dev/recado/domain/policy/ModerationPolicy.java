package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.guard.ContentGuard;
import dev.recado.domain.guard.ContentGuard.Verdict;
import java.util.Optional;
import java.util.TreeSet;

/// Lets a provider's moderation check what goes to a model. It comes after the curated answers, so that those
/// need no call; a text that cannot be checked passes.
public final class ModerationPolicy implements ReplyPolicy {
    private final ContentGuard guard;
    private final OffencePenalty offences;

    public ModerationPolicy(ContentGuard guard, OffencePenalty offences) {
        this.guard = guard;
        this.offences = offences;
    }

    @Override
    public boolean mayBlock(TurnContext turn) {
        return true;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        if (turn.words().isEmpty()) {
            return Optional.empty();
        }
        return switch (guard.check(turn.words(), turn.deadline())) {
            case Verdict.Harmful harmful ->
                Optional.of(offences.reply(
                        turn,
                        "moderation",
                        String.join(",", new TreeSet<>(harmful.categories())),
                        BuiltInText.RESPECT));
            case Verdict.Allowed _, Verdict.Unknown _ -> Optional.empty();
        };
    }
}
