package dev.recado.domain.model;

import java.text.MessageFormat;
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
    /// Asks to choose among what is offered; on the button that opens a list, so {@link Offer#LONGEST_LABEL} at
    /// most.
    CHOOSE,
    /// No more messages, and how to come back; back again.
    OPTED_OUT,
    OPTED_IN,
    /// Too many within the minute, and within the day: {0} hours are left of it.
    LIMIT_MINUTE,
    LIMIT_DAY,
    /// What can be asked of the bot by commands.
    HELP,
    /// How things stand: who answers, in which language, {0} messages left today.
    STATUS_BOT,
    STATUS_WAITING,
    STATUS_LANGUAGE,
    STATUS_LEFT,
    /// A human was asked for; had been before; and what asks for one: on a button, so 20 letters at most.
    HANDOFF,
    HANDOFF_AGAIN,
    TALK_TO_A_PERSON,
    RESET,
    LANGUAGE_CHOSEN,
    LANGUAGE_UNKNOWN,
    /// To insults.
    RESPECT,
    /// Nothing is answered for {0} minutes.
    BLOCKED,
    /// The same came again and again.
    REPEATED,
    /// Something inside failed; the user's message was read and will not be answered by itself.
    APOLOGY;

    private static final ResourceBundle.Control OWN_FILES_ONLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /// The words in the given language, its gaps filled with these.
    public String in(Language language, Object... values) {
        return new MessageFormat(in(language), language.locale()).format(values);
    }

    /// The words in the given language.
    public String in(Language language) {
        return ResourceBundle.getBundle("dev.recado.domain.model.phrases", language.locale(), OWN_FILES_ONLY)
                .getString(name().toLowerCase(Locale.ROOT));
    }
}
