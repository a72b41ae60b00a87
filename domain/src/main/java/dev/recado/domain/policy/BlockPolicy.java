package dev.recado.domain.policy;

import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import java.util.Optional;

/// Does not reply to a blocked user.
public final class BlockPolicy implements ReplyPolicy {

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return turn.userState().isBlocked(turn.now())
                ? Optional.of(Reply.silence().with(ConversationUpdate.NONE.hideFromModels()))
                : Optional.empty();
    }
}
