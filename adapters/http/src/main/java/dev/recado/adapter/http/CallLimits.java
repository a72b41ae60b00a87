package dev.recado.adapter.http;

import java.time.Duration;

/// Limits of the calls of one client.
///
/// @param connect the longest that a connection may take, and its TLS handshake
/// @param call the longest that one call may take, from its start to the last byte of the response
/// @param concurrent calls in flight at once; a further one waits for its turn within its own time
public record CallLimits(Duration connect, Duration call, int concurrent) {
    /// For the API of a messaging provider, which throttles an account at about this number of calls in flight.
    public static final CallLimits STANDARD = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 100);
}
