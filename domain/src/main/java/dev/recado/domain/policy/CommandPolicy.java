package dev.recado.domain.policy;

import dev.recado.domain.guard.Command;
import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.Content;
import dev.recado.domain.model.ConversationStatus;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.Phrase;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Obeys what users may order: help, how things stand, a human, a fresh start, another language. A command with a
/// slash counts when it is the last message; one in plain words when it is all that was said.
public final class CommandPolicy implements ReplyPolicy {
    private final Limits limits;

    /// @param limits of which the user may ask how much is left
    public CommandPolicy(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return command(turn).map(command -> switch (command) {
            case Command.Help _ -> notice(Phrase.HELP, turn);
            case Command.Status _ -> status(turn);
            case Command.Human _ -> Handover.requested(turn, "", "user");
            case Command.Reset _ -> reset(turn);
            case Command.Speak speak -> speak(turn, speak.language());
        });
    }

    private static Optional<Command> command(TurnContext turn) {
        if (turn.messages().stream().anyMatch(CommandPolicy::taps)) {
            return Optional.of(new Command.Human());
        }
        return turn.latest().content() instanceof Content.Text text
                ? Command.afterSlash(text.text())
                        .or(() -> turn.messages().size() == 1 ? Command.inWords(text.text()) : Optional.empty())
                : Optional.empty();
    }

    private static boolean taps(InboundMessage message) {
        return message.content() instanceof Content.Choice choice
                && choice.payload().equals(Handover.ID);
    }

    private static Reply notice(Phrase phrase, TurnContext turn) {
        return Reply.notice(turn, phrase).with(Effects.NONE.leftUnsaid());
    }

    private Reply status(TurnContext turn) {
        boolean waiting = turn.conversation().status() == ConversationStatus.WAITING;
        StringBuilder text = new StringBuilder(turn.text(waiting ? Phrase.STATUS_WAITING : Phrase.STATUS_BOT))
                .append(' ')
                .append(turn.text(Phrase.STATUS_LANGUAGE));
        OptionalInt left = limits.leftOfDay(turn.standing());
        if (left.isPresent()) {
            text.append(' ').append(turn.text(Phrase.STATUS_LEFT, left.getAsInt()));
        }
        return Reply.notice(text.toString()).with(Effects.NONE.leftUnsaid());
    }

    /// What was said is forgotten; that a human was asked for is a promise, and stays.
    private static Reply reset(TurnContext turn) {
        return Reply.notice(turn, Phrase.RESET)
                .with(Effects.NONE
                        .standing(turn.standing().fresh(turn.now()))
                        .thread("")
                        .event(turn.event(BusinessEvent.Type.CONVERSATION_RESET, Map.of()))
                        .leftUnsaid());
    }

    private static Reply speak(TurnContext turn, @Nullable Language language) {
        if (language == null || !turn.texts().speaks(language)) {
            return notice(Phrase.LANGUAGE_UNKNOWN, turn);
        }
        return Reply.notice(turn.in(language), Phrase.LANGUAGE_CHOSEN)
                .with(Effects.NONE
                        .standing(turn.standing().withLanguageChosen())
                        .language(language)
                        .event(turn.event(BusinessEvent.Type.LANGUAGE_CHOSEN, Map.of("language", language.tag())))
                        .leftUnsaid());
    }
}
