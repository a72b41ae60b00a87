package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.StandInMessage.Direction;
import dev.recado.adapter.simulator.StandInMessage.Progress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message sent by Meta's Graph API.
record MetaCreation(Map<String, @Nullable Object> request, MetaAccount account, Refusals refusals, Workings workings)
        implements Creation {
    @Override
    public String to() {
        return MetaRules.to(request);
    }

    @Override
    public Answer.@Nullable Reply refusal() {
        var refusal = MetaRules.check(request, account, refusals);
        if (refusal == null
                && workings.faults().windowIsClosed(to())
                && !MetaRules.type(request).equals("template")) {
            return refusals.refused(
                    131_047,
                    "Message failed to send because more than 24 hours have passed since the customer last replied to"
                            + " this number.");
        }
        return refusal;
    }

    @Override
    public StandInMessage accepted() {
        return new StandInMessage(
                workings.sids().wamid(),
                Provider.META,
                Direction.OUTBOUND_API,
                account.displayNumber(),
                to(),
                MetaContent.of(request),
                Progress.begun("queued", workings.clock().instant()));
    }

    @Override
    public Answer.Reply answer(StandInMessage message) {
        var known = MetaRules.BUSINESS_SCOPED.matcher(to()).matches();
        var input = Json.text(request, "to").isEmpty() ? Json.text(request, "recipient") : Json.text(request, "to");
        return Answer.json(
                200,
                Json.object(
                        "messaging_product",
                        "whatsapp",
                        "contacts",
                        List.of(Json.object("input", input, known ? "user_id" : "wa_id", to())),
                        "messages",
                        List.of(
                                MetaRules.type(request).equals("template")
                                        ? Json.object("id", message.sid(), "message_status", "accepted")
                                        : Json.object("id", message.sid()))));
    }
}
