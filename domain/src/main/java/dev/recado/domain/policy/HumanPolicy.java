package dev.recado.domain.policy;

import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import java.util.Optional;

/// Does not reply while a person handles the conversation; the user's words are stored.
public final class HumanPolicy implements ReplyPolicy {

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return turn.conversation().isWithHuman(turn.now()) ? Optional.of(Reply.silence()) : Optional.empty();
    }
}
