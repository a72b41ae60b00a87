package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.HandoffRequest;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.PersonalDataMask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The answer without a model, or when the model fails: an excerpt of the documents, or that the bot does not
/// know, with the offer of a person.
///
/// @param threshold the lowest confidence of a passage that is quoted, from 0 to 1
public record FallbackAnswer(double threshold) {
    /// In UTF-16 units.
    private static final int MAX_QUESTION = 500;

    private static final Pattern QUESTION_MARKS = Pattern.compile("[!¡\\s]*+[?¿؟？][?¿؟？!¡\\s]*+");

    /// Returns the best passage's excerpt, if its confidence is high enough.
    Optional<Reply> excerpt(List<Passage> passages) {
        return passages.stream()
                .findFirst()
                .filter(best -> best.confidence() >= threshold)
                .map(best ->
                        Reply.answer(best.excerpt()).with(ConversationUpdate.NONE.sources(List.of(best.source()))));
    }

    /// Returns the stand-in for a failed model: a handoff if a person is probably asked for, the thanks for a
    /// lead, or an excerpt.
    Optional<Reply> standIn(TurnContext turn, List<Passage> passages) {
        return HandoffAndLeadPolicy.likelyHuman(turn)
                .or(() -> HandoffAndLeadPolicy.lead(turn))
                .or(() -> excerpt(passages));
    }

    /// Returns an answer in any case. An unanswered caption gets the notice for pictures; a question mark alone
    /// gets the last choices again, or help.
    Reply reply(TurnContext turn, List<Passage> passages) {
        return excerpt(passages)
                .or(() -> asksForHelp(turn) ? Optional.of(offerAgain(turn)) : Optional.empty())
                .orElseGet(() -> turn.latest().content() instanceof Content.Media media
                        ? Reply.notice(turn, UnsupportedContentPolicy.noticeFor(media))
                        : unknown(turn));
    }

    /// The question is recorded, so that the business can write an answer.
    private static Reply unknown(TurnContext turn) {
        Reply reply = offerPerson(turn, BuiltInText.DONT_KNOW);
        String question = PersonalDataMask.masked(Content.beginning(turn.words(), MAX_QUESTION));
        return question.isBlank()
                ? reply
                : reply.with(reply.update()
                        .event(turn.event(
                                BusinessEvent.Type.QUESTION_UNANSWERED,
                                Map.of(
                                        "question",
                                        question,
                                        "language",
                                        turn.language().tag()))));
    }

    private static boolean asksForHelp(TurnContext turn) {
        return QUESTION_MARKS.matcher(turn.words()).matches();
    }

    private static Reply offerAgain(TurnContext turn) {
        List<Option> offered = turn.conversation().offered();
        return offered.isEmpty()
                ? Reply.notice(turn, BuiltInText.HELP).with(ConversationUpdate.NONE.hideFromModels())
                : Reply.notice(turn, BuiltInText.CHOOSE)
                        .offering(new OfferedChoices(offered, turn.text(BuiltInText.CHOOSE)));
    }

    /// Returns this text with the offer of a person, unless a person was asked for already.
    static Reply offerPerson(TurnContext turn, BuiltInText phrase) {
        return turn.conversation().status() == ConversationStatus.WAITING
                ? Reply.notice(turn, phrase)
                : HandoffRequest.offered(turn, phrase);
    }
}
