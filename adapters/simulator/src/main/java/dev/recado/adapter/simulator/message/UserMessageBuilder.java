package dev.recado.adapter.simulator.message;

/// Builds a user's message for any provider; each method named by a kind of content creates the webhook. Files
/// are those that ship with the simulator.
public sealed interface UserMessageBuilder permits TwilioWebhookFactory.Draft, MetaMessageBuilder {
    /// The user's name as the provider shows it.
    UserMessageBuilder named(String profileName);

    /// The business-scoped id beside the phone number.
    UserMessageBuilder alsoKnownAs(String businessScopedId);

    UserMessageBuilder withSid(String messageSid);

    /// Makes the message a reply to another one.
    UserMessageBuilder replyingTo(String messageSid);

    StandInWebhook text(String body);

    StandInWebhook voiceNote();

    StandInWebhook image(String caption);

    StandInWebhook video(String caption);

    StandInWebhook document(String caption);

    StandInWebhook sticker();

    StandInWebhook location(double latitude, double longitude, String label, String address);

    /// The user pressed a button that Recado offered.
    StandInWebhook button(String text, String payload);

    /// The user chose a row of a list that Recado offered.
    StandInWebhook listChoice(String id, String title, String description);

    /// An emoji on the message `messageSid`.
    StandInWebhook reaction(String emoji, String messageSid);
}
