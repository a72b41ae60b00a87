package dev.recado.domain.message;

import org.jspecify.annotations.Nullable;

/// What accompanies a message's content.
///
/// @param audience whom the message is for
/// @param quotedId the provider's id of the earlier message that this one quotes; null for none
/// @param referral the advertisement or product that the user came from; null for none
public record MessageContext(
        Audience audience,
        @Nullable String quotedId,
        @Nullable Referral referral) {
    /// The context of a plain message to the bot.
    public static final MessageContext NONE = new MessageContext(Audience.BOT, null, null);

    /// Whom a message is for. The bot answers only messages to itself.
    public enum Audience {
        BOT,
        /// A group that the business's number is in.
        GROUP,
        /// Another application that has control of the conversation; Meta's "standby".
        OTHER_APPLICATION
    }

    /// An advertisement or product of the business, as the provider describes it.
    ///
    /// @param kind the provider's name of its kind, such as `ad`, `post`, `product`
    /// @param title its headline, or the product's id
    /// @param sourceId the provider's id of it
    public record Referral(
            String kind,
            @Nullable String title,
            @Nullable String text,
            @Nullable String sourceId,
            @Nullable String url) {}
}
