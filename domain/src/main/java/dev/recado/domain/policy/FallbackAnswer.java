package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.HandoffRequest;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent.Option;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is said where no model is, or none that answers: what the documents say, in their own words, or that the bot
/// does not know, with the offer of a person who might.
///
/// @param threshold how likely a passage must hold the answer, from 0 to 1
public record FallbackAnswer(double threshold) {
    private static final Pattern QUESTION_MARKS = Pattern.compile("[!¡\\s]*+[?¿؟？][?¿؟？!¡\\s]*+");

    /// The best passage's own words, where it is likely that they answer.
    Optional<Reply> excerpt(List<Passage> passages) {
        return passages.stream()
                .findFirst()
                .filter(best -> best.confidence() >= threshold)
                .map(best ->
                        Reply.answer(best.excerpt()).with(ConversationUpdate.NONE.sources(List.of(best.source()))));
    }

    /// What stands in for a model that did not answer: a person, where one is likely asked for, the lead that was left,
    /// or an excerpt.
    Optional<Reply> instead(TurnContext turn, List<Passage> passages) {
        return HandoffAndLeadPolicy.likelyHuman(turn)
                .or(() -> HandoffAndLeadPolicy.lead(turn))
                .or(() -> excerpt(passages));
    }

    /// Something in any case. A picture with a caption that nothing answers is met with the notice for pictures, and a
    /// question mark alone with what is offered once more, or with help.
    Reply reply(TurnContext turn, List<Passage> passages) {
        return excerpt(passages)
                .or(() -> asksForHelp(turn) ? Optional.of(again(turn)) : Optional.empty())
                .orElseGet(() -> turn.latest().content() instanceof Content.Media media
                        ? Reply.notice(turn, UnsupportedContentPolicy.noticeFor(media))
                        : offeringAPerson(turn, BuiltInText.DONT_KNOW));
    }

    private static boolean asksForHelp(TurnContext turn) {
        return QUESTION_MARKS.matcher(turn.words()).matches();
    }

    private static Reply again(TurnContext turn) {
        List<Option> offered = turn.conversation().offered();
        return offered.isEmpty()
                ? Reply.notice(turn, BuiltInText.HELP).with(ConversationUpdate.NONE.leftUnsaid())
                : Reply.notice(turn, BuiltInText.CHOOSE)
                        .offering(new OfferedChoices(offered, turn.text(BuiltInText.CHOOSE)));
    }

    /// Says this, and offers a person unless one is on the way.
    static Reply offeringAPerson(TurnContext turn, BuiltInText phrase) {
        Reply notice = Reply.notice(turn, phrase);
        return turn.conversation().status() == ConversationStatus.WAITING
                ? notice
                : notice.offering(HandoffRequest.offer(turn));
    }
}
