package dev.recado.domain.answer;

import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.text.Language;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// What Recado itself says, without a model. The built-in words are in the resource bundle `phrases`, one file a
/// language; a business can put its own in their place: see [BuiltInTexts].
public enum BuiltInText {
    /// What is said to a kind of message that the bot cannot use.
    NOTICE_VOICE,
    NOTICE_IMAGE,
    NOTICE_VIDEO,
    NOTICE_DOCUMENT,
    NOTICE_STICKER,
    NOTICE_LOCATION,
    NOTICE_CONTACT,
    NOTICE_OTHER,
    /// A recording that nobody could understand.
    VOICE_UNINTELLIGIBLE,
    /// A recording that could not be listened to: it is too large or too long, or something failed.
    VOICE_FAILED,
    /// What is said at once to a message whose answer takes a moment.
    MOMENT_VOICE,
    MOMENT_IMAGE,
    MOMENT_DOCUMENT,
    MOMENT,
    MOMENT_OTHER,
    /// Neither curated answers nor a model know.
    DONT_KNOW,
    /// The day's answers are used up.
    BUDGET,
    /// Somebody left their name and how to reach them; what was noted follows it.
    LEAD_NOTED,
    /// The model declined.
    REFUSAL,
    /// What the user asked for was done, and there are no better words for it.
    NOTED,
    /// Asks to choose among what is offered; on the button that opens a list, so {@link OfferedChoices#LONGEST_LABEL}
    /// at
    /// most.
    CHOOSE(null, OfferedChoices.LONGEST_LABEL),
    /// No more messages, and how to come back; back again.
    OPTED_OUT,
    OPTED_IN,
    /// Too many within the minute, and within the day.
    LIMIT_MINUTE,
    LIMIT_DAY("hours"),
    LIMIT_DAY_ONE("hours"),
    /// What can be asked of the bot by commands.
    HELP,
    /// How things stand: who answers, in which language, how many messages are left today.
    STATUS_BOT,
    STATUS_WAITING,
    STATUS_LANGUAGE,
    STATUS_LEFT("left"),
    STATUS_LEFT_ONE("left"),
    STATUS_LEFT_NONE("left"),
    /// A human was asked for; had been before; and what asks for one: on a button, so 20 letters at most.
    HANDOFF,
    HANDOFF_AGAIN,
    TALK_TO_A_PERSON(null, 20),
    RESET,
    LANGUAGE_CHOSEN,
    LANGUAGE_UNKNOWN,
    /// To insults.
    RESPECT,
    /// Nothing is answered for so many minutes.
    BLOCKED("minutes"),
    BLOCKED_ONE("minutes"),
    /// The same came again and again.
    REPEATED,
    /// Small talk: what is said first, and when it comes again.
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
    /// Something inside failed; the user's message was read and will not be answered by itself.
    APOLOGY;

    /// In every text this stands for the bot's name.
    public static final String BOT_NAME = "bot_name";

    private static final int LONGEST = 1_000;
    private static final ResourceBundle.Control OWN_FILES_ONLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final @Nullable String number;
    private final int longest;

    BuiltInText() {
        this(null);
    }

    BuiltInText(@Nullable String number) {
        this(number, LONGEST);
    }

    BuiltInText(@Nullable String number, int longest) {
        this.number = number;
        this.longest = longest;
    }

    /// How the phrase is called in files: its name in lower case.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name of the number that the words have a place for, as `{hours}`; null for none.
    public @Nullable String number() {
        return number;
    }

    /// Whether words for it must have the place for the number: one and none can do without.
    public boolean needsNumber() {
        return number != null && !name().endsWith("_ONE") && !name().endsWith("_NONE");
    }

    /// In UTF-16 units.
    public int longest() {
        return longest;
    }

    /// The built-in words, in a language that ships.
    public String in(Language language) {
        return ResourceBundle.getBundle("dev.recado.domain.answer.built_in_texts", language.locale(), OWN_FILES_ONLY)
                .getString(key());
    }

    /// The same with the number in its place.
    public String in(Language language, long value) {
        return filled(in(language), value);
    }

    String filled(String words, long value) {
        return number == null ? words : words.replace("{" + number + "}", Long.toString(value));
    }

    /// The phrase for this very number, where there is one.
    BuiltInText of(long value) {
        return switch (this) {
            case LIMIT_DAY -> value == 1 ? LIMIT_DAY_ONE : this;
            case BLOCKED -> value == 1 ? BLOCKED_ONE : this;
            case STATUS_LEFT -> value == 0 ? STATUS_LEFT_NONE : value == 1 ? STATUS_LEFT_ONE : this;
            default -> this;
        };
    }
}
