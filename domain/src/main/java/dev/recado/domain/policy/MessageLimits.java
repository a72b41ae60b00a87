package dev.recado.domain.policy;

import dev.recado.domain.conversation.UserState;
import java.util.OptionalInt;

/// How many messages of one user are answered.
///
/// @param perMinute within a minute of the first one; 0 for no limit
/// @param perDay within 24 hours of the first one; 0 for no limit
public record MessageLimits(int perMinute, int perDay) {
    public static final MessageLimits NONE = new MessageLimits(0, 0);

    boolean isOverMinute(UserState userState) {
        return perMinute > 0 && userState.quota().minute().used() > perMinute;
    }

    boolean isOverDay(UserState userState) {
        return perDay > 0 && userState.quota().day().used() > perDay;
    }

    /// Returns how many more are answered today; empty for no limit.
    OptionalInt remainingToday(UserState userState) {
        return perDay > 0
                ? OptionalInt.of(Math.max(0, perDay - userState.quota().day().used()))
                : OptionalInt.empty();
    }
}
