package dev.recado.domain.conversation;

import dev.recado.domain.message.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A user's consent, quotas and offences. Stored with the conversation, so that all processes count together.
///
/// @param consent what the user agreed to receive
/// @param languageChosen whether the user chose the language: then it is not detected any more
/// @param freshSince history before this time is not given to a model; null for all of it
/// @param minute messages within the minute
/// @param day messages within the day
/// @param strikes offences that still count
/// @param struckAt the time of the last offence
/// @param blockedUntil until when nothing is answered
/// @param repeated the last words, normalised; null for none
/// @param repeats how often in a row they were repeated
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
    /// The state of a new user.
    public static final UserState NEW =
            new UserState(Consent.EVERYTHING, false, null, Count.NONE, Count.NONE, 0, null, null, null, 0);

    private static final int LONGEST_REPEATED = 200;

    /// Whether the user opted out of everything.
    public boolean optedOut() {
        return consent == Consent.NOTHING;
    }

    /// Whether notifications may be sent.
    public boolean takesNotifications() {
        return consent == Consent.EVERYTHING;
    }

    /// A count within a span of time.
    ///
    /// @param since when the span began
    /// @param told whether the user was told that the limit is reached
    public record Count(Instant since, int used, boolean told) {
        public static final Count NONE = new Count(Instant.EPOCH, 0, false);

        /// Adds to the count; a new span begins when this one is over.
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

    /// Counts further messages.
    public UserState counting(int messages, Instant now) {
        return with(
                minute.and(messages, now, Duration.ofMinutes(1)),
                day.and(messages, now, Duration.ofDays(1)),
                repeated,
                repeats);
    }

    /// Notes the last words.
    ///
    /// @param words normalised, cut where they are long; null for a message without words
    public UserState saying(@Nullable String words) {
        String said = words == null ? null : words.substring(0, Math.min(words.length(), LONGEST_REPEATED));
        return with(minute, day, said, said != null && said.equals(repeated) ? repeats + 1 : 0);
    }

    /// Notes that the user was told that a limit is reached.
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

    /// Changes the consent.
    public UserState consenting(boolean toHear) {
        return consenting(toHear ? Consent.EVERYTHING : Consent.NOTHING);
    }

    /// Sets the consent, whatever it was before.
    public UserState consenting(Consent now) {
        return new UserState(
                now, languageChosen, freshSince, minute, day, strikes, struckAt, blockedUntil, repeated, repeats);
    }

    /// Applies the user's wish. Refusing notifications does not bring answers back to a user who opted out of
    /// everything.
    public UserState wishing(Consent wish) {
        return consenting(wish == Consent.ANSWERS_ALONE ? consent.with(wish) : wish);
    }

    public UserState withLanguageChosen() {
        return new UserState(
                consent, true, freshSince, minute, day, strikes, struckAt, blockedUntil, repeated, repeats);
    }

    /// Restarts the history given to a model. The counts stay.
    public UserState fresh(Instant now) {
        return new UserState(
                consent, languageChosen, now, minute, day, strikes, struckAt, blockedUntil, repeated, repeats);
    }

    /// Counts an offence.
    ///
    /// @param memory offences further apart than this are not added up
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

    /// Blocks the user and clears the offences.
    public UserState blocked(Instant until) {
        return new UserState(consent, languageChosen, freshSince, minute, day, 0, struckAt, until, repeated, repeats);
    }

    /// Whether the user was told that a limit is reached, in a span that is not over.
    public boolean isAskedToWait(Instant now) {
        return (minute.told && now.isBefore(minute.since.plus(Duration.ofMinutes(1))))
                || (day.told && now.isBefore(day.since.plus(Duration.ofDays(1))));
    }

    public boolean isBlocked(Instant now) {
        return blockedUntil != null && now.isBefore(blockedUntil);
    }

    /// Merges the states of one user who had two conversations: the stricter of both.
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
