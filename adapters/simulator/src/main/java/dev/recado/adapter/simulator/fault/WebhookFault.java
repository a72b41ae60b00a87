package dev.recado.adapter.simulator.fault;

/// One way in which a user's message can go wrong on its way to Recado.
public enum WebhookFault {
    /// Its webhook never reaches Recado; it stands in Twilio's list alone.
    LOST,
    /// Its webhook is delivered twice, as after an answer that came too late.
    TWICE,
    /// Its webhook is delivered after that of the user's next message.
    OVERTAKEN
}
