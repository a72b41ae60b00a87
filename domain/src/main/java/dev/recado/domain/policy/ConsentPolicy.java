package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.intent.ConsentWords;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundContent.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps to whether the user wants to hear from the bot at all. Who says STOP hears one confirmation and then
/// nothing, until they say START.
///
/// What was typed or tapped counts; a voice note may be misheard and does not. An edit counts while the message it
/// changes waits, as it does for any answer. What the bot itself offered to choose from is an answer to that.
public final class ConsentPolicy implements ReplyPolicy {
    private final ConsentWords words;

    public ConsentPolicy(ConsentWords words) {
        this.words = words;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        boolean out = turn.userState().optedOut();
        boolean wantsOut = wantsOut(turn);
        if (out == wantsOut && !takesNotificationsAgain(turn)) {
            return out ? Optional.of(Reply.silence().with(ConversationUpdate.NONE.leftUnsaid())) : Optional.empty();
        }
        BusinessEvent.Type what = wantsOut ? BusinessEvent.Type.OPTED_OUT : BusinessEvent.Type.OPTED_IN;
        return Optional.of(Reply.notice(turn, wantsOut ? BuiltInText.OPTED_OUT : BuiltInText.OPTED_IN)
                .with(ConversationUpdate.NONE
                        .userState(turn.userState().consenting(!wantsOut))
                        .event(turn.event(what, Map.of()))
                        .leftUnsaid()));
    }

    /// As the last word on it has it; as it was where nothing is said of it.
    private boolean wantsOut(TurnContext turn) {
        boolean out = turn.userState().optedOut();
        List<Option> offered = turn.conversation().offered();
        for (InboundMessage message : turn.messages()) {
            List<String> said = said(message.content(), offered);
            out = out ? said.stream().noneMatch(words::optIn) : said.stream().anyMatch(words::optOut);
        }
        return out;
    }

    /// Who told the provider that they want nothing unasked, and now tells us otherwise.
    private boolean takesNotificationsAgain(TurnContext turn) {
        List<Option> offered = turn.conversation().offered();
        return turn.userState().consent() == Consent.ANSWERS_ALONE
                && turn.messages().stream()
                        .flatMap(message -> said(message.content(), offered).stream())
                        .anyMatch(words::optIn);
    }

    /// A template's stop button may say it in its title or in its payload.
    private static List<String> said(Content content, List<Option> offered) {
        return switch (content) {
            case Content.Text text -> List.of(text.text());
            case Content.Choice choice
            when !isOffered(choice.payload(), offered) -> List.of(choice.title(), choice.payload());
            default -> List.of();
        };
    }

    private static boolean isOffered(@Nullable String id, List<Option> offered) {
        return offered.stream().anyMatch(option -> option.id().equals(id));
    }
}
