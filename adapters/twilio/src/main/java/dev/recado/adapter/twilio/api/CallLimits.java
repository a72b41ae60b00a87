package dev.recado.adapter.twilio.api;

import java.time.Duration;

/// Limits of the calls of Twilio's REST API.
///
/// @param connect the longest that a connection may take
/// @param call the longest that one call may take, from its start to the last byte of the answer
/// @param concurrent calls in flight at once; Twilio throttles an account at about the standard number
public record CallLimits(Duration connect, Duration call, int concurrent) {
    public static final CallLimits STANDARD = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 100);
}
