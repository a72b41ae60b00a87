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

/// Respects the user's consent. STOP gets one confirmation, then nothing is sent until START.
///
/// Typed and tapped words count; a voice note may be misheard and does not. An edit counts while the edited
/// message waits. A choice that the bot offered is an answer, not consent.
public final class ConsentPolicy implements ReplyPolicy {
    private final ConsentWords words;

    public ConsentPolicy(ConsentWords words) {
        this.words = words;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        boolean out = turn.userState().optedOut();
        boolean wantsOut = wantsOut(turn);
        if (out == wantsOut && !optsInToNotifications(turn)) {
            return out ? Optional.of(Reply.silence().with(ConversationUpdate.NONE.hideFromModels())) : Optional.empty();
        }
        BusinessEvent.Type what = wantsOut ? BusinessEvent.Type.OPTED_OUT : BusinessEvent.Type.OPTED_IN;
        return Optional.of(Reply.notice(turn, wantsOut ? BuiltInText.OPTED_OUT : BuiltInText.OPTED_IN)
                .with(ConversationUpdate.NONE
                        .userState(turn.userState().consenting(!wantsOut))
                        .event(turn.event(what, Map.of()))
                        .hideFromModels()));
    }

    /// Returns what the user's last relevant word says; the current state when there is none.
    private boolean wantsOut(TurnContext turn) {
        boolean out = turn.userState().optedOut();
        List<Option> offered = turn.conversation().offered();
        for (InboundMessage message : turn.messages()) {
            List<String> said = consentTexts(message.content(), offered);
            out = out ? said.stream().noneMatch(words::isOptIn) : said.stream().anyMatch(words::isOptOut);
        }
        return out;
    }

    /// Returns whether a user who refused notifications at the provider opts in again.
    private boolean optsInToNotifications(TurnContext turn) {
        List<Option> offered = turn.conversation().offered();
        return turn.userState().consent() == Consent.ANSWERS_ALONE
                && turn.messages().stream()
                        .flatMap(message -> consentTexts(message.content(), offered).stream())
                        .anyMatch(words::isOptIn);
    }

    /// A template's stop button may carry the word in its title or its payload.
    private static List<String> consentTexts(Content content, List<Option> offered) {
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
