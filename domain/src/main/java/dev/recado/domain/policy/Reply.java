package dev.recado.domain.policy;

import dev.recado.domain.model.Failure;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.port.Event.Closing;
import org.jspecify.annotations.Nullable;

/// What the user is given, not yet rendered for a channel.
///
/// @param text CommonMark
/// @param mediaUrl a public URL of a file to go along, if any
/// @param failure what went wrong, for an apology; null for anything else
public record Reply(
        String text,
        Closing closing,
        @Nullable String mediaUrl,
        @Nullable Failure failure) {

    public static Reply answer(String text) {
        return new Reply(text, Closing.ANSWER, null, null);
    }

    public static Reply notice(Phrase phrase, Language language) {
        return new Reply(phrase.in(language), Closing.NOTICE, null, null);
    }

    public static Reply apology(Language language, Failure failure) {
        return new Reply(Phrase.APOLOGY.in(language), Closing.APOLOGY, null, failure);
    }
}
