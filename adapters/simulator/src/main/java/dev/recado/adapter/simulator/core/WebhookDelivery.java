package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.util.List;

/// The delivery of a user's message to Recado.
///
/// @param sid the message's id; that of the first when the webhook has several
/// @param trace the last exchange when there were several
/// @param replies the messages in the response (TwiML)
public record WebhookDelivery(String sid, HttpTrace trace, List<StandInMessage> replies) {
    public boolean accepted() {
        return trace.succeeded();
    }

    /// The status of Recado's response; 0 when there was none.
    public int status() {
        var response = trace.response();
        return response == null ? 0 : response.status();
    }
}
