package dev.recado.domain.message;

import org.jspecify.annotations.Nullable;

/// What came with a message besides what it says.
///
/// @param audience whom the message is for
/// @param quotedId the provider's id of the earlier message that this one quotes; null for none
/// @param referral the advertisement or product that the user came from; null for none
public record MessageContext(
        Audience audience,
        @Nullable String quotedId,
        @Nullable Referral referral) {
    /// A message to the bot, by itself.
    public static final MessageContext NONE = new MessageContext(Audience.BOT, null, null);

    /// Whom a message is for. Only what is for the bot is answered.
    public enum Audience {
        BOT,
        /// A group that the business's number is in.
        GROUP,
        /// Another application that has control of the conversation; Meta's "standby".
        OTHER_APPLICATION
    }

    /// An advertisement or a product of the business's, as the provider describes it.
    ///
    /// @param kind the provider's word for it, as `ad`, `post`, `product`
    /// @param title its headline, or the product's id
    /// @param sourceId the provider's id of it
    public record Referral(
            String kind,
            @Nullable String title,
            @Nullable String text,
            @Nullable String sourceId,
            @Nullable String url) {}
}
