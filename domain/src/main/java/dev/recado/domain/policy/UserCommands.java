package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.HandoffRequest;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.intent.Command;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import java.util.Map;
import java.util.Optional;

/// The commands in a turn, and those that give a conversation back to the bot. A slash command counts when it
/// is the last message; a command in plain words when it is the only one.
final class UserCommands {
    private UserCommands() {}

    static Optional<Command> in(TurnContext turn) {
        return turn.messages().stream().anyMatch(UserCommands::pressesHandoffButton)
                ? Optional.of(new Command.Human())
                : afterSlash(turn).or(() -> inWords(turn));
    }

    static Optional<Command> afterSlash(TurnContext turn) {
        return turn.latest().content() instanceof Content.Text text
                ? Command.afterSlash(text.text())
                : Optional.empty();
    }

    static Optional<Command> inWords(TurnContext turn) {
        return turn.messages().size() == 1 && turn.latest().content() instanceof Content.Text text
                ? Command.inWords(text.text())
                : Optional.empty();
    }

    private static boolean pressesHandoffButton(InboundMessage message) {
        return message.content() instanceof Content.Choice choice
                && choice.payload().equals(HandoffRequest.ID);
    }

    /// The bot answers again, and knows what was said.
    static Reply backToBot(TurnContext turn) {
        return Reply.notice(turn, BuiltInText.BACK_TO_BOT)
                .with(givenBack(turn, ConversationUpdate.NONE).hideFromModels());
    }

    /// The history is forgotten, and a request for a person with it.
    static Reply reset(TurnContext turn) {
        ConversationUpdate fresh = ConversationUpdate.NONE
                .userState(turn.userState().fresh(turn.now()))
                .thread("")
                .event(turn.event(BusinessEvent.Type.CONVERSATION_RESET, Map.of()));
        return Reply.notice(turn, BuiltInText.RESET).with(givenBack(turn, fresh).hideFromModels());
    }

    private static ConversationUpdate givenBack(TurnContext turn, ConversationUpdate others) {
        ConversationStatus status = turn.conversation().status();
        return status == ConversationStatus.WAITING || status == ConversationStatus.HUMAN
                ? others.givenBack().event(turn.event(BusinessEvent.Type.HANDOFF_GIVEN_BACK, Map.of("by", "user")))
                : others;
    }
}
