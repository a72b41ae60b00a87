package dev.recado.domain.answer;

import dev.recado.domain.event.Event.Closing;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.OfferedChoices;
import org.jspecify.annotations.Nullable;

/// A reply to the user, not yet rendered for a channel.
///
/// @param text CommonMark
/// @param file sent with it, if any
/// @param offer the choices offered with it, if any
/// @param failure the cause of a failure notice; null for any other reply
/// @param update the changes it makes to the conversation
public record Reply(
        String text,
        Closing closing,
        @Nullable File file,
        @Nullable OfferedChoices offer,
        @Nullable Failure failure,
        ConversationUpdate update) {

    /// @param url a public URL
    public record File(MediaKind kind, String url) {}

    public static Reply answer(String text) {
        return answer(text, null, null);
    }

    public static Reply answer(String text, @Nullable File file, @Nullable OfferedChoices offer) {
        return new Reply(text, Closing.ANSWER, file, offer, null, ConversationUpdate.NONE);
    }

    public static Reply notice(TurnContext turn, BuiltInText phrase) {
        return new Reply(turn.text(phrase), Closing.NOTICE, null, null, null, ConversationUpdate.NONE);
    }

    /// Creates a notice from more than one built-in text.
    public static Reply notice(String text) {
        return new Reply(text, Closing.NOTICE, null, null, null, ConversationUpdate.NONE);
    }

    public static Reply apology(TurnContext turn, Failure failure) {
        return new Reply(turn.text(BuiltInText.APOLOGY), Closing.APOLOGY, null, null, failure, ConversationUpdate.NONE);
    }

    /// Creates an empty reply: deliberately nothing is sent, but the messages are closed.
    public static Reply silence() {
        return new Reply("", Closing.SILENCE, null, null, null, ConversationUpdate.NONE);
    }

    /// Creates an empty reply in spite of a failure.
    public static Reply silence(@Nullable Failure failure) {
        return new Reply("", Closing.SILENCE, null, null, failure, ConversationUpdate.NONE);
    }

    /// Returns this reply with other changes to the conversation.
    public Reply with(ConversationUpdate newUpdate) {
        return new Reply(text, closing, file, offer, failure, newUpdate);
    }

    /// Returns this reply with choices.
    public Reply offering(OfferedChoices choices) {
        return new Reply(text, closing, file, choices, failure, update);
    }
}
