package dev.recado.adapter.simulator.meta;

import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.core.SendRequest;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.fault.ProviderErrors;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.MetaContentReader;
import dev.recado.adapter.simulator.message.MetaSendRules;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInMessage.Direction;
import dev.recado.adapter.simulator.message.StandInMessage.Progress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message sent through Meta's Graph API.
record MetaSendRequest(
        Map<String, @Nullable Object> request,
        MetaAccount account,
        ProviderErrors errors,
        StandInContext standInContext)
        implements SendRequest {
    @Override
    public String to() {
        return MetaSendRules.to(request);
    }

    @Override
    public StandInResponse.@Nullable Reply refusal() {
        var refusal = MetaSendRules.check(request, account, errors);
        if (refusal == null
                && standInContext.faults().windowIsClosed(to())
                && !MetaSendRules.type(request).equals("template")) {
            return errors.refused(
                    131_047,
                    "Message failed to send because more than 24 hours have passed since the customer last replied to"
                            + " this number.");
        }
        return refusal;
    }

    @Override
    public StandInMessage accepted() {
        return new StandInMessage(
                standInContext.idGenerator().wamid(),
                SimulatedProvider.META,
                Direction.OUTBOUND_API,
                account.displayNumber(),
                to(),
                MetaContentReader.of(request),
                Progress.begun("queued", standInContext.clock().instant()));
    }

    @Override
    public StandInResponse.Reply answer(StandInMessage message) {
        var known = MetaSendRules.BUSINESS_SCOPED.matcher(to()).matches();
        var input = Json.text(request, "to").isEmpty() ? Json.text(request, "recipient") : Json.text(request, "to");
        return StandInResponse.json(
                200,
                Json.object(
                        "messaging_product",
                        "whatsapp",
                        "contacts",
                        List.of(Json.object("input", input, known ? "user_id" : "wa_id", to())),
                        "messages",
                        List.of(
                                MetaSendRules.type(request).equals("template")
                                        ? Json.object("id", message.sid(), "message_status", "accepted")
                                        : Json.object("id", message.sid()))));
    }
}
