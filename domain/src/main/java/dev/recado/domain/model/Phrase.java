package dev.recado.domain.model;

import java.util.Locale;
import java.util.ResourceBundle;

/// What Recado itself says, without a model, in each language it ships in. The words are in the resource bundle
/// `phrases`, one file a language.
public enum Phrase {
    /// What is said to a kind of message that the bot cannot use.
    NOTICE_VOICE,
    NOTICE_IMAGE,
    NOTICE_VIDEO,
    NOTICE_DOCUMENT,
    NOTICE_STICKER,
    NOTICE_LOCATION,
    NOTICE_CONTACT,
    NOTICE_OTHER,
    /// What is said at once to a message whose answer takes a moment.
    MOMENT_VOICE,
    MOMENT_IMAGE,
    MOMENT_DOCUMENT,
    MOMENT,
    MOMENT_OTHER,
    /// Neither curated answers nor a model know.
    DONT_KNOW,
    /// The model declined.
    REFUSAL,
    /// What the user asked for was done, and there are no better words for it.
    NOTED,
    /// Asks to choose among what is offered; on the button that opens a list, so {@link Offer#LONGEST_LABEL} at
    /// most.
    CHOOSE,
    /// Something inside failed; the user's message was read and will not be answered by itself.
    APOLOGY;

    private static final ResourceBundle.Control OWN_FILES_ONLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /// The words in the given language.
    public String in(Language language) {
        return ResourceBundle.getBundle("dev.recado.domain.model.phrases", language.locale(), OWN_FILES_ONLY)
                .getString(name().toLowerCase(Locale.ROOT));
    }
}
