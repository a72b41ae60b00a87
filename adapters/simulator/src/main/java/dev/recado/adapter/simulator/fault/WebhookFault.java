package dev.recado.adapter.simulator.fault;

/// A fault in the delivery of a user's message to Recado.
public enum WebhookFault {
    /// The webhook never reaches Recado; only Twilio's message list has the message.
    LOST,
    /// The webhook is delivered twice, as after a late response.
    TWICE,
    /// The webhook is delivered after that of the user's next message.
    OVERTAKEN
}
