package dev.recado.domain.policy;

import dev.recado.domain.model.ConversationStatus;
import java.util.Optional;

/// Leaves a conversation to the human who owns it: the user's words are kept, and the bot says nothing.
public final class HumanPolicy implements ReplyPolicy {

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return turn.conversation().status() == ConversationStatus.HUMAN
                ? Optional.of(Reply.silence())
                : Optional.empty();
    }
}
