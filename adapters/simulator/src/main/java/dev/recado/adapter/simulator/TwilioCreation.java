package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.StandInMessage.Direction;
import org.jspecify.annotations.Nullable;

/// A message created by Twilio's REST API.
record TwilioCreation(Form form, TwilioAccount account, TwilioApi api, boolean windowIsClosed) implements Creation {
    @Override
    public String to() {
        return form.firstOr("To", "");
    }

    @Override
    public Answer.@Nullable Reply refusal() {
        return CreateRules.check(form, account, windowIsClosed);
    }

    @Override
    public StandInMessage accepted() {
        return api.message(Direction.OUTBOUND_API, form.firstOr("From", account.sender()), to(), form);
    }

    @Override
    public Answer.Reply answer(StandInMessage message) {
        return Answer.json(201, MessageResource.of(message, account));
    }

    /// An answer to a user says that what they wrote was read.
    @Override
    public void remembered() {
        api.answered(to());
    }
}
