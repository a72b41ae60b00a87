package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.HandoffRequest;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.intent.Command;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.text.Language;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Executes users' commands: help, status, a person, reset, language. A slash command counts when it is the last
/// message; a command in plain words when it is the only one.
public final class CommandPolicy implements ReplyPolicy {
    private final MessageLimits limits;

    /// @param limits for the number of messages left, in the status
    public CommandPolicy(MessageLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return command(turn).map(command -> switch (command) {
            case Command.Help _ -> notice(BuiltInText.HELP, turn);
            case Command.Status _ -> status(turn);
            case Command.Human _ -> HandoffRequest.reply(turn, "", "user");
            case Command.Reset _ -> reset(turn);
            case Command.ChooseLanguage speak -> chooseLanguage(turn, speak.language());
        });
    }

    private static Optional<Command> command(TurnContext turn) {
        if (turn.messages().stream().anyMatch(CommandPolicy::pressesHandoffButton)) {
            return Optional.of(new Command.Human());
        }
        return turn.latest().content() instanceof Content.Text text
                ? Command.afterSlash(text.text())
                        .or(() -> turn.messages().size() == 1 ? Command.inWords(text.text()) : Optional.empty())
                : Optional.empty();
    }

    private static boolean pressesHandoffButton(InboundMessage message) {
        return message.content() instanceof Content.Choice choice
                && choice.payload().equals(HandoffRequest.ID);
    }

    private static Reply notice(BuiltInText phrase, TurnContext turn) {
        return Reply.notice(turn, phrase).with(ConversationUpdate.NONE.hideFromModels());
    }

    private Reply status(TurnContext turn) {
        boolean waiting = turn.conversation().status() == ConversationStatus.WAITING;
        StringBuilder text = new StringBuilder(turn.text(waiting ? BuiltInText.STATUS_WAITING : BuiltInText.STATUS_BOT))
                .append(' ')
                .append(turn.text(BuiltInText.STATUS_LANGUAGE));
        OptionalInt left = limits.remainingToday(turn.userState());
        if (left.isPresent()) {
            text.append(' ').append(turn.text(BuiltInText.STATUS_LEFT, left.getAsInt()));
        }
        return Reply.notice(text.toString()).with(ConversationUpdate.NONE.hideFromModels());
    }

    /// The history is forgotten; a request for a person is a promise and stays.
    private static Reply reset(TurnContext turn) {
        return Reply.notice(turn, BuiltInText.RESET)
                .with(ConversationUpdate.NONE
                        .userState(turn.userState().fresh(turn.now()))
                        .thread("")
                        .event(turn.event(BusinessEvent.Type.CONVERSATION_RESET, Map.of()))
                        .hideFromModels());
    }

    private static Reply chooseLanguage(TurnContext turn, @Nullable Language language) {
        if (language == null || !turn.texts().speaks(language)) {
            return notice(BuiltInText.LANGUAGE_UNKNOWN, turn);
        }
        return Reply.notice(turn.in(language), BuiltInText.LANGUAGE_CHOSEN)
                .with(ConversationUpdate.NONE
                        .userState(turn.userState().withLanguageChosen())
                        .language(language)
                        .event(turn.event(BusinessEvent.Type.LANGUAGE_CHOSEN, Map.of("language", language.tag())))
                        .hideFromModels());
    }
}
