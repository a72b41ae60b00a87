package dev.recado.domain.policy;

import dev.recado.domain.model.Content.MediaKind;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.Offer;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.port.Event.Closing;
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
        @Nullable Offer offer,
        @Nullable Failure failure,
        Effects effects) {

    /// @param url a public one
    public record File(MediaKind kind, String url) {}

    public static Reply answer(String text) {
        return answer(text, null, null);
    }

    public static Reply answer(String text, @Nullable File file, @Nullable Offer offer) {
        return new Reply(text, Closing.ANSWER, file, offer, null, Effects.NONE);
    }

    public static Reply notice(TurnContext turn, Phrase phrase) {
        return new Reply(turn.text(phrase), Closing.NOTICE, null, null, null, Effects.NONE);
    }

    /// A notice that is more than one phrase.
    public static Reply notice(String text) {
        return new Reply(text, Closing.NOTICE, null, null, null, Effects.NONE);
    }

    public static Reply apology(TurnContext turn, Failure failure) {
        return new Reply(turn.text(Phrase.APOLOGY), Closing.APOLOGY, null, null, failure, Effects.NONE);
    }

    /// Nothing is said, on purpose: the messages are closed all the same.
    public static Reply silence() {
        return new Reply("", Closing.SILENCE, null, null, null, Effects.NONE);
    }

    /// Nothing is said though something went wrong.
    public static Reply silence(@Nullable Failure failure) {
        return new Reply("", Closing.SILENCE, null, null, failure, Effects.NONE);
    }

    /// The same, with what it changes.
    public Reply with(Effects now) {
        return new Reply(text, closing, file, offer, failure, now);
    }

    /// The same, offering this.
    public Reply offering(Offer now) {
        return new Reply(text, closing, file, now, failure, effects);
    }
}
