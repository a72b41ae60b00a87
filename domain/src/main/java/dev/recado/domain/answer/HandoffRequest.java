package dev.recado.domain.answer;

import dev.recado.domain.availability.StaffAvailability.Availability.Closed;
import dev.recado.domain.availability.StaffAvailability.Availability.Noted;
import dev.recado.domain.availability.StaffAvailability.Availability.Told;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent.Option;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A user's request for a person, made by the user, a model or an urgent answer.
public final class HandoffRequest {
    /// The id of the option that asks for a person; ids that begin with `recado:` are the bot's own.
    public static final String ID = "recado:human";
    /// In UTF-16 units.
    private static final int MAX_REASON_LENGTH = 500;

    private HandoffRequest() {}

    /// Returns the reply to a request: the conversation waits for a person from now on, and a business event is
    /// recorded. A repeated request gets a reply only.
    ///
    /// @param reason as text; may be empty
    /// @param by `user`, `model` or `urgent`
    public static Reply reply(TurnContext turn, String reason, String by) {
        return Reply.notice(promise(turn)).with(update(turn, ConversationUpdate.NONE, reason, by));
    }

    /// Returns what the user may be told of a request that is made, or made again, now: no more than is so.
    public static String promise(TurnContext turn) {
        boolean again = turn.conversation().status() == ConversationStatus.WAITING;
        return switch (turn.availability()) {
            case Told _ -> turn.text(again ? BuiltInText.HANDOFF_AGAIN : BuiltInText.HANDOFF);
            case Closed closed ->
                turn.text(again ? BuiltInText.HANDOFF_AGAIN_CLOSED : BuiltInText.HANDOFF_CLOSED, closed);
            case Noted _ -> turn.text(again ? BuiltInText.HANDOFF_AGAIN_NOTED : BuiltInText.HANDOFF_NOTED);
        };
    }

    /// Returns how a request that waits stands.
    public static String status(TurnContext turn) {
        return switch (turn.availability()) {
            case Told _ -> turn.text(BuiltInText.STATUS_WAITING);
            case Closed closed -> turn.text(BuiltInText.STATUS_WAITING_CLOSED, closed);
            case Noted _ -> turn.text(BuiltInText.STATUS_WAITING_NOTED);
        };
    }

    /// Adds a request's changes to those of another reply; a repeated request adds nothing.
    public static ConversationUpdate update(TurnContext turn, ConversationUpdate others, String reason, String by) {
        if (turn.conversation().status() == ConversationStatus.WAITING) {
            return others;
        }
        String cut = reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH));
        return others.handoff(new Handoff(turn.now(), cut, by)).event(event(turn, cut, by));
    }

    /// Creates the business event, with the user and the user's last message.
    public static BusinessEvent event(TurnContext turn, String reason, String by) {
        Map<String, String> details = new HashMap<>();
        details.put("reason", reason);
        details.put("by", by);
        switch (turn.conversation().address()) {
            case UserAddress.Phone(String number) -> details.put("phone", number);
            case UserAddress.BusinessScoped(String id) -> details.put("user_id", id);
        }
        if (turn.profileName() != null) {
            details.put("name", turn.profileName());
        }
        String said = turn.modelText();
        details.put("text", said.substring(0, Math.min(said.length(), MAX_REASON_LENGTH)));
        return turn.event(BusinessEvent.Type.HANDOFF_REQUESTED, details);
    }

    /// Offers a person with a notice, and says from when one is there while nobody is.
    public static Reply offered(TurnContext turn, BuiltInText notice) {
        String text = turn.availability() instanceof Closed closed
                ? turn.text(notice) + " " + turn.text(BuiltInText.PEOPLE_FROM, closed)
                : turn.text(notice);
        return Reply.notice(text).offering(offer(turn));
    }

    /// Returns a button that asks for a person.
    private static OfferedChoices offer(TurnContext turn) {
        return new OfferedChoices(
                List.of(new Option(ID, turn.text(BuiltInText.TALK_TO_A_PERSON), null)), turn.text(BuiltInText.CHOOSE));
    }
}
