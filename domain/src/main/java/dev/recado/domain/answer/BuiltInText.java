package dev.recado.domain.answer;

import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.text.Language;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The texts that Recado says without a model. The built-in wording is in the resource bundle `built_in_texts`,
/// one file per language; a business can replace it: see [BuiltInTexts].
public enum BuiltInText {
    /// Replies to kinds of message that the bot cannot use.
    NOTICE_VOICE,
    NOTICE_IMAGE,
    NOTICE_VIDEO,
    NOTICE_DOCUMENT,
    NOTICE_STICKER,
    NOTICE_LOCATION,
    NOTICE_CONTACT,
    NOTICE_OTHER,
    /// The recording has no intelligible words.
    VOICE_UNINTELLIGIBLE,
    /// The recording could not be transcribed: it is too large or too long, or something failed.
    VOICE_FAILED,
    /// Acknowledgements of a message whose answer takes a moment.
    MOMENT_VOICE,
    MOMENT_IMAGE,
    MOMENT_DOCUMENT,
    MOMENT,
    MOMENT_OTHER,
    /// Neither curated answers nor the model know an answer.
    DONT_KNOW,
    /// The day's model quota is used up.
    BUDGET,
    /// A lead was recorded; its data follows.
    LEAD_NOTED,
    /// The model declined to answer.
    REFUSAL,
    /// The user's request was done, and there is no more specific text.
    NOTED,
    /// The prompt to choose, on the button that opens a list: at most [OfferedChoices#MAX_LABEL_LENGTH] long.
    CHOOSE(null, OfferedChoices.MAX_LABEL_LENGTH),
    /// Opted out, and how to opt in again; opted in again.
    OPTED_OUT,
    OPTED_IN,
    /// Too many messages in a minute, and in a day.
    LIMIT_MINUTE,
    LIMIT_DAY("hours"),
    LIMIT_DAY_ONE("hours"),
    /// The list of commands.
    HELP,
    /// The status: who answers, in which language, how many messages are left today.
    STATUS_BOT,
    STATUS_WAITING,
    STATUS_WAITING_CLOSED(BuiltInText.WHEN),
    STATUS_WAITING_NOTED,
    STATUS_LANGUAGE,
    STATUS_LEFT("left"),
    STATUS_LEFT_ONE("left"),
    STATUS_LEFT_NONE("left"),
    /// A person was asked for, or was asked for again: people are told; nobody is there until a certain time;
    /// or nobody is told, and the request can be seen by whoever looks.
    HANDOFF,
    HANDOFF_CLOSED(BuiltInText.WHEN),
    HANDOFF_NOTED,
    HANDOFF_AGAIN,
    /// Nobody has taken the conversation yet.
    HANDOFF_OVERDUE,
    HANDOFF_AGAIN_CLOSED(BuiltInText.WHEN),
    HANDOFF_AGAIN_NOTED,
    /// Follows the offer of a person while nobody is there.
    PEOPLE_FROM(BuiltInText.WHEN),
    /// What people of the business are told: somebody asks for a person, wrote of an emergency, or still waits; and
    /// for how long.
    STAFF_REQUESTED(BuiltInText.NAME),
    STAFF_URGENT(BuiltInText.NAME),
    STAFF_OVERDUE(BuiltInText.NAME),
    STAFF_WAITING("minutes"),
    STAFF_WAITING_ONE("minutes"),
    /// The user wants the bot to answer again.
    BACK_TO_BOT,
    /// The button that asks for a person, at most 20 letters.
    TALK_TO_A_PERSON(null, 20),
    RESET,
    LANGUAGE_CHOSEN,
    LANGUAGE_UNKNOWN,
    /// The reply to insults.
    RESPECT,
    /// The user is blocked for this many minutes.
    BLOCKED("minutes"),
    BLOCKED_ONE("minutes"),
    /// The same message came repeatedly.
    REPEATED,
    /// Small talk: the first reply, and the reply to a repeat.
    SMALL_TALK_GREETING,
    SMALL_TALK_GREETING_AGAIN,
    SMALL_TALK_THANKS,
    SMALL_TALK_THANKS_AGAIN,
    SMALL_TALK_GOODBYE,
    SMALL_TALK_GOODBYE_AGAIN,
    SMALL_TALK_YES,
    SMALL_TALK_YES_AGAIN,
    SMALL_TALK_NO,
    SMALL_TALK_NO_AGAIN,
    SMALL_TALK_OK,
    SMALL_TALK_OK_AGAIN,
    SMALL_TALK_LAUGHTER,
    SMALL_TALK_LAUGHTER_AGAIN,
    SMALL_TALK_SORRY,
    SMALL_TALK_SORRY_AGAIN,
    SMALL_TALK_WHO,
    SMALL_TALK_WHO_AGAIN,
    SMALL_TALK_ROBOT,
    SMALL_TALK_ROBOT_AGAIN,
    /// An internal failure: the message was read but will not be answered.
    APOLOGY;

    /// The placeholder for the bot's name, in every text.
    public static final String BOT_NAME = "bot_name";
    /// The placeholder for a moment, as people say it.
    public static final String WHEN = "when";
    /// The placeholder for the name of a user.
    public static final String NAME = "name";

    private static final int MAX_LENGTH = 1_000;
    private static final ResourceBundle.Control OWN_FILES_ONLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final @Nullable String placeholder;
    private final int maxLength;

    BuiltInText() {
        this(null);
    }

    BuiltInText(@Nullable String placeholder) {
        this(placeholder, MAX_LENGTH);
    }

    BuiltInText(@Nullable String placeholder, int maxLength) {
        this.placeholder = placeholder;
        this.maxLength = maxLength;
    }

    /// Returns the text's key in files: its name in lower case.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the name of the text's own placeholder, such as `hours`; null for none.
    public @Nullable String placeholder() {
        return placeholder;
    }

    /// Returns whether the text must contain its placeholder; the texts for one and none need not.
    public boolean needsPlaceholder() {
        return placeholder != null && !name().endsWith("_ONE") && !name().endsWith("_NONE");
    }

    /// The longest allowed text, in UTF-16 units.
    public int maxLength() {
        return maxLength;
    }

    /// Returns the built-in text in a language that ships.
    public String in(Language language) {
        return ResourceBundle.getBundle("dev.recado.domain.answer.built_in_texts", language.locale(), OWN_FILES_ONLY)
                .getString(key());
    }

    /// Returns the built-in text with the number filled in.
    public String in(Language language, long value) {
        return filled(in(language), Long.toString(value));
    }

    /// Returns the built-in text with words filled in: a moment as [SpokenTime] says it, or a name.
    public String in(Language language, String value) {
        return filled(in(language), value);
    }

    String filled(String words, String value) {
        return placeholder == null ? words : words.replace("{" + placeholder + "}", value);
    }

    /// Returns the variant for this number, or this text.
    BuiltInText of(long value) {
        return switch (this) {
            case LIMIT_DAY -> value == 1 ? LIMIT_DAY_ONE : this;
            case STAFF_WAITING -> value == 1 ? STAFF_WAITING_ONE : this;
            case BLOCKED -> value == 1 ? BLOCKED_ONE : this;
            case STATUS_LEFT -> value == 0 ? STATUS_LEFT_NONE : value == 1 ? STATUS_LEFT_ONE : this;
            default -> this;
        };
    }
}
