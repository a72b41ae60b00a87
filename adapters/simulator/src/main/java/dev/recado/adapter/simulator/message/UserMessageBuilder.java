package dev.recado.adapter.simulator.message;

/// A user's message being put together, whichever provider brings it; each method that names a kind of content
/// makes the webhook. Files are those that ship with the simulator.
public sealed interface UserMessageBuilder permits TwilioWebhookFactory.Draft, MetaMessageBuilder {
    /// The user's name as the provider shows it.
    UserMessageBuilder named(String profileName);

    /// The business-scoped id that comes beside the phone number.
    UserMessageBuilder alsoKnownAs(String businessScopedId);

    UserMessageBuilder withSid(String messageSid);

    /// Says that the message replies to another one.
    UserMessageBuilder replyingTo(String messageSid);

    StandInWebhook text(String body);

    StandInWebhook voiceNote();

    StandInWebhook image(String caption);

    StandInWebhook video(String caption);

    StandInWebhook document(String caption);

    StandInWebhook sticker();

    StandInWebhook location(double latitude, double longitude, String label, String address);

    /// A button was pressed that Recado had offered.
    StandInWebhook button(String text, String payload);

    /// A row was chosen of a list that Recado had offered.
    StandInWebhook listChoice(String id, String title, String description);

    /// An emoji put on the message `messageSid`.
    StandInWebhook reaction(String emoji, String messageSid);
}
