package dev.recado.domain.policy;

import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.ConversationStatus;
import dev.recado.domain.model.Offer;
import dev.recado.domain.model.OutboundContent.Option;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.model.UserAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A request for a human, whoever makes it and in whichever way.
public final class Handover {
    /// The id of the option that asks for a human; ids with `recado:` are the bot's own.
    public static final String ID = "recado:human";
    /// In UTF-16 units.
    private static final int LONGEST_REASON = 500;

    private Handover() {}

    /// The reply to it: the conversation waits for a human from now on, and the business is told. A repeat says
    /// that it is on its way, and tells nobody.
    ///
    /// @param reason in words; may be empty
    /// @param by `user`, `model` or `bot`
    public static Reply requested(TurnContext turn, String reason, String by) {
        if (turn.conversation().status() == ConversationStatus.WAITING) {
            return Reply.notice(turn, Phrase.HANDOFF_AGAIN);
        }
        return Reply.notice(turn, Phrase.HANDOFF).with(effects(turn, Effects.NONE, reason, by));
    }

    /// What a request changes, besides what a reply in other words does; nothing more when it is a repeat.
    public static Effects effects(TurnContext turn, Effects others, String reason, String by) {
        if (turn.conversation().status() == ConversationStatus.WAITING) {
            return others;
        }
        String cut = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        return others.status(ConversationStatus.WAITING).event(event(turn, cut, by));
    }

    /// Tells the business who asks, and what they wrote last.
    static BusinessEvent event(TurnContext turn, String reason, String by) {
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
        String said = turn.said();
        details.put("text", said.substring(0, Math.min(said.length(), LONGEST_REASON)));
        return turn.event(BusinessEvent.Type.HANDOFF_REQUESTED, details);
    }

    /// One touch that asks for a human.
    public static Offer offer(TurnContext turn) {
        return new Offer(List.of(new Option(ID, turn.text(Phrase.TALK_TO_A_PERSON), null)), turn.text(Phrase.CHOOSE));
    }
}
