package dev.recado.domain.policy;

import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.intent.Command;
import java.util.Optional;

/// Does not reply while a person handles the conversation, nor to what was written before a person closed
/// it; the user's words are stored. Only the user who asks for the bot gets it back: by `/bot` or `/reset`,
/// or by words that mean nothing else ("volver al bot"). "Start over" may be said to the person.
public final class HumanPolicy implements ReplyPolicy {

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        if (turn.conversation().ownership().isClosedAfter(turn.now())) {
            // a person settled it while the answer was being made
            return Optional.of(Reply.silence());
        }
        return turn.conversation().isWithHuman(turn.now())
                ? Optional.of(asksForBot(turn).orElseGet(Reply::silence))
                : Optional.empty();
    }

    private static Optional<Reply> asksForBot(TurnContext turn) {
        return UserCommands.afterSlash(turn)
                .filter(Command.Reset.class::isInstance)
                .map(_ -> UserCommands.reset(turn))
                .or(() -> UserCommands.in(turn)
                        .filter(Command.BackToBot.class::isInstance)
                        .map(_ -> UserCommands.backToBot(turn)));
    }
}
