package dev.recado.adapter.simulator.twilio;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.core.SendRequest;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInMessage.Direction;
import org.jspecify.annotations.Nullable;

/// A message created through Twilio's REST API.
record TwilioSendRequest(Form form, TwilioAccount account, TwilioApi api, boolean windowIsClosed)
        implements SendRequest {
    @Override
    public String to() {
        return form.firstOr("To", "");
    }

    @Override
    public StandInResponse.@Nullable Reply refusal() {
        return TwilioSendRules.check(form, account, windowIsClosed);
    }

    @Override
    public StandInMessage accepted() {
        return api.message(Direction.OUTBOUND_API, form.firstOr("From", account.sender()), to(), form);
    }

    @Override
    public StandInResponse.Reply answer(StandInMessage message) {
        return StandInResponse.json(201, TwilioMessageJson.of(message, account));
    }

    /// An answer to a user marks their messages as read.
    @Override
    public void remembered() {
        api.answered(to());
    }
}
