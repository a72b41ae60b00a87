package dev.recado.domain.conversation;

import dev.recado.domain.message.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a user stands with the bot: whether they want to hear from it, what they have used up, what they did wrong.
/// Stored with the conversation, so that all processes count together.
///
/// @param consent what they want to hear
/// @param languageChosen they said which language they want; what they write does not change it
/// @param freshSince what was said before is not given to a model; null for no such time
/// @param minute messages within the minute
/// @param day messages within the day
/// @param strikes offences that are not forgiven yet
/// @param struckAt the last of them
/// @param blockedUntil nothing is answered until then
/// @param repeated the last words, in a normal form; null while there are none
/// @param repeats how often in a row they came again
public record UserState(
        Consent consent,
        boolean languageChosen,
        @Nullable Instant freshSince,
        Count minute,
        Count day,
        int strikes,
        @Nullable Instant struckAt,
        @Nullable Instant blockedUntil,
        @Nullable String repeated,
        int repeats) {
    /// Nobody has anything against the user.
    public static final UserState NEW =
            new UserState(Consent.EVERYTHING, false, null, Count.NONE, Count.NONE, 0, null, null, null, 0);

    private static final int LONGEST_REPEATED = 200;

    /// Whether they want to hear no more.
    public boolean optedOut() {
        return consent == Consent.NOTHING;
    }

    /// Whether they may be told what they did not ask for.
    public boolean takesNotifications() {
        return consent == Consent.EVERYTHING;
    }

    /// So many in a span of time.
    ///
    /// @param since when the span began
    /// @param told whether the user was told that it is too many
    public record Count(Instant since, int used, boolean told) {
        public static final Count NONE = new Count(Instant.EPOCH, 0, false);

        /// With more at this time; from the beginning when the span is over.
        public Count and(int more, Instant now, Duration span) {
            return now.isBefore(since.plus(span)) ? new Count(since, used + more, told) : new Count(now, more, false);
        }

        public Count tell() {
            return new Count(since, used, true);
        }

        private Count with(Count other) {
            Count later = since.isBefore(other.since) ? other : this;
            return new Count(later.since, Math.max(used, other.used), later.told);
        }
    }

    /// With so many messages more.
    public UserState counting(int messages, Instant now) {
        return with(
                minute.and(messages, now, Duration.ofMinutes(1)),
                day.and(messages, now, Duration.ofDays(1)),
                repeated,
                repeats);
    }

    /// Having said these words.
    ///
    /// @param words in a normal form, cut where they are long; null for something that has none
    public UserState saying(@Nullable String words) {
        String said = words == null ? null : words.substring(0, Math.min(words.length(), LONGEST_REPEATED));
        return with(minute, day, said, said != null && said.equals(repeated) ? repeats + 1 : 0);
    }

    /// Told that this is too much for a minute, or for a day.
    public UserState toldOfMinute() {
        return with(minute.tell(), day, repeated, repeats);
    }

    public UserState toldOfDay() {
        return with(minute, day.tell(), repeated, repeats);
    }

    private UserState with(Count minutes, Count days, @Nullable String last, int again) {
        return new UserState(
                consent, languageChosen, freshSince, minutes, days, strikes, struckAt, blockedUntil, last, again);
    }

    /// Wanting to hear more, or no more.
    public UserState consenting(boolean toHear) {
        return consenting(toHear ? Consent.EVERYTHING : Consent.NOTHING);
    }

    /// With this consent, whatever it was before.
    public UserState consenting(Consent now) {
        return new UserState(
                now, languageChosen, freshSince, minute, day, strikes, struckAt, blockedUntil, repeated, repeats);
    }

    /// As the user wishes it. Who wants to hear nothing does not hear answers for wanting nothing unasked.
    public UserState wishing(Consent wish) {
        return consenting(wish == Consent.ANSWERS_ALONE ? consent.with(wish) : wish);
    }

    public UserState withLanguageChosen() {
        return new UserState(
                consent, true, freshSince, minute, day, strikes, struckAt, blockedUntil, repeated, repeats);
    }

    /// Beginning anew with a model. What was counted stays counted.
    public UserState fresh(Instant now) {
        return new UserState(
                consent, languageChosen, now, minute, day, strikes, struckAt, blockedUntil, repeated, repeats);
    }

    /// With one offence more.
    ///
    /// @param memory offences further apart are not added up
    public UserState struck(Instant now, Duration memory) {
        boolean remembered = struckAt != null && now.isBefore(struckAt.plus(memory));
        return new UserState(
                consent,
                languageChosen,
                freshSince,
                minute,
                day,
                remembered ? strikes + 1 : 1,
                now,
                blockedUntil,
                repeated,
                repeats);
    }

    /// Blocked, and with that the offences are paid for.
    public UserState blocked(Instant until) {
        return new UserState(consent, languageChosen, freshSince, minute, day, 0, struckAt, until, repeated, repeats);
    }

    /// Told that it is too much, in a span that is not over.
    public boolean isAskedToWait(Instant now) {
        return (minute.told && now.isBefore(minute.since.plus(Duration.ofMinutes(1))))
                || (day.told && now.isBefore(day.since.plus(Duration.ofDays(1))));
    }

    public boolean isBlocked(Instant now) {
        return blockedUntil != null && now.isBefore(blockedUntil);
    }

    /// Of one user who was known as two: the stricter of both.
    public UserState with(UserState other) {
        return new UserState(
                consent.with(other.consent),
                languageChosen || other.languageChosen,
                later(freshSince, other.freshSince),
                minute.with(other.minute),
                day.with(other.day),
                Math.max(strikes, other.strikes),
                later(struckAt, other.struckAt),
                later(blockedUntil, other.blockedUntil),
                repeated,
                repeats);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Stream.of(a, b).max(Comparator.naturalOrder()).get();
    }
}
