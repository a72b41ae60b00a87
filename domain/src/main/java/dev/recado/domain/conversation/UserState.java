package dev.recado.domain.conversation;

import dev.recado.domain.message.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A user's consent, quota and offences. Stored with the conversation, so that all processes count together.
///
/// @param consent what the user agreed to receive
/// @param languageChosen whether the user chose the language: then it is not detected any more
/// @param freshSince history before this time is not given to a model; null for all of it
public record UserState(
        Consent consent,
        boolean languageChosen,
        @Nullable Instant freshSince,
        Quota quota,
        Offences offences,
        Repetition repetition) {
    /// The state of a new user.
    public static final UserState NEW =
            new UserState(Consent.EVERYTHING, false, null, Quota.UNUSED, Offences.NONE, Repetition.NONE);

    /// Whether the user opted out of everything.
    public boolean optedOut() {
        return consent == Consent.NOTHING;
    }

    /// Whether notifications may be sent.
    public boolean takesNotifications() {
        return consent == Consent.EVERYTHING;
    }

    /// Counts further messages.
    public UserState counting(int messages, Instant now) {
        return with(quota.counting(messages, now));
    }

    /// Notes the last words.
    ///
    /// @param words normalised, cut where they are long; null for a message without words
    public UserState saying(@Nullable String words) {
        return new UserState(consent, languageChosen, freshSince, quota, offences, repetition.followedBy(words));
    }

    /// Notes that the user was told that the limit of a minute is reached.
    public UserState toldOfMinute() {
        return with(quota.toldOfMinute());
    }

    /// Notes that the user was told that the limit of a day is reached.
    public UserState toldOfDay() {
        return with(quota.toldOfDay());
    }

    private UserState with(Quota now) {
        return new UserState(consent, languageChosen, freshSince, now, offences, repetition);
    }

    private UserState with(Offences now) {
        return new UserState(consent, languageChosen, freshSince, quota, now, repetition);
    }

    /// Changes the consent.
    public UserState consenting(boolean toHear) {
        return consenting(toHear ? Consent.EVERYTHING : Consent.NOTHING);
    }

    /// Sets the consent, whatever it was before.
    public UserState consenting(Consent now) {
        return new UserState(now, languageChosen, freshSince, quota, offences, repetition);
    }

    /// Applies the user's wish. Refusing notifications does not bring answers back to a user who opted out of
    /// everything.
    public UserState wishing(Consent wish) {
        return consenting(wish == Consent.ANSWERS_ALONE ? consent.with(wish) : wish);
    }

    public UserState withLanguageChosen() {
        return new UserState(consent, true, freshSince, quota, offences, repetition);
    }

    /// Restarts the history given to a model. The counts stay.
    public UserState fresh(Instant now) {
        return new UserState(consent, languageChosen, now, quota, offences, repetition);
    }

    /// Counts an offence.
    ///
    /// @param memory offences further apart than this are not added up
    public UserState struck(Instant now, Duration memory) {
        return with(offences.and(now, memory));
    }

    /// Blocks the user and clears the offences.
    public UserState blocked(Instant until) {
        return with(offences.blocked(until));
    }

    /// Whether the user was told that a limit is reached, in a span that is not over.
    public boolean isAskedToWait(Instant now) {
        return quota.isAskedToWait(now);
    }

    public boolean isBlocked(Instant now) {
        return offences.isBlocked(now);
    }

    /// Merges the states of one user who had two conversations: the stricter of both.
    public UserState with(UserState other) {
        return new UserState(
                consent.with(other.consent),
                languageChosen || other.languageChosen,
                later(freshSince, other.freshSince),
                quota.with(other.quota),
                offences.with(other.offences),
                repetition);
    }

    static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Stream.of(a, b).max(Comparator.naturalOrder()).get();
    }
}
