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
import dev.recado.domain.text.Language;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Executes users' commands: help, status, a person, the bot again, reset, language.
public final class CommandPolicy implements ReplyPolicy {
    private final MessageLimits limits;

    /// @param limits for the number of messages left, in the status
    public CommandPolicy(MessageLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return UserCommands.in(turn).map(command -> switch (command) {
            case Command.Help _ -> notice(BuiltInText.HELP, turn);
            case Command.Status _ -> status(turn);
            case Command.Human _ -> HandoffRequest.reply(turn, "", "user");
            case Command.Reset _ -> UserCommands.reset(turn);
            case Command.BackToBot _ -> UserCommands.backToBot(turn);
            case Command.ChooseLanguage speak -> chooseLanguage(turn, speak.language());
        });
    }

    private static Reply notice(BuiltInText phrase, TurnContext turn) {
        return Reply.notice(turn, phrase).with(ConversationUpdate.NONE.hideFromModels());
    }

    private Reply status(TurnContext turn) {
        boolean waiting = turn.conversation().status() == ConversationStatus.WAITING;
        StringBuilder text = new StringBuilder(
                        waiting ? HandoffRequest.status(turn) : turn.text(BuiltInText.STATUS_BOT))
                .append(' ')
                .append(turn.text(BuiltInText.STATUS_LANGUAGE));
        OptionalInt left = limits.remainingToday(turn.userState());
        if (left.isPresent()) {
            text.append(' ').append(turn.text(BuiltInText.STATUS_LEFT, left.getAsInt()));
        }
        return Reply.notice(text.toString()).with(ConversationUpdate.NONE.hideFromModels());
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
