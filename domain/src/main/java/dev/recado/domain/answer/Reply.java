package dev.recado.domain.answer;

import dev.recado.domain.event.Event.Closing;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.OfferedChoices;
import org.jspecify.annotations.Nullable;

/// What the user is given, not yet rendered for a channel.
///
/// @param text CommonMark
/// @param file goes along, if any
/// @param offer what can be chosen in answer, if anything
/// @param failure what went wrong, for an apology; null for anything else
/// @param effects what it changes besides
public record Reply(
        String text,
        Closing closing,
        @Nullable File file,
        @Nullable OfferedChoices offer,
        @Nullable Failure failure,
        ConversationUpdate effects) {

    /// @param url a public one
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

    /// A notice that is more than one phrase.
    public static Reply notice(String text) {
        return new Reply(text, Closing.NOTICE, null, null, null, ConversationUpdate.NONE);
    }

    public static Reply apology(TurnContext turn, Failure failure) {
        return new Reply(turn.text(BuiltInText.APOLOGY), Closing.APOLOGY, null, null, failure, ConversationUpdate.NONE);
    }

    /// Nothing is said, on purpose: the messages are closed all the same.
    public static Reply silence() {
        return new Reply("", Closing.SILENCE, null, null, null, ConversationUpdate.NONE);
    }

    /// Nothing is said though something went wrong.
    public static Reply silence(@Nullable Failure failure) {
        return new Reply("", Closing.SILENCE, null, null, failure, ConversationUpdate.NONE);
    }

    /// The same, with what it changes.
    public Reply with(ConversationUpdate now) {
        return new Reply(text, closing, file, offer, failure, now);
    }

    /// The same, offering this.
    public Reply offering(OfferedChoices now) {
        return new Reply(text, closing, file, now, failure, effects);
    }
}
