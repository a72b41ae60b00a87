package dev.recado.adapter.meta.api;

import java.time.Duration;

/// Limits of the calls of the Graph API.
///
/// @param connect the longest that a connection may take
/// @param call the longest that one call may take, from its start to the last byte of the answer
/// @param concurrent calls in flight at once
public record CallLimits(Duration connect, Duration call, int concurrent) {
    public static final CallLimits STANDARD = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 100);
}
