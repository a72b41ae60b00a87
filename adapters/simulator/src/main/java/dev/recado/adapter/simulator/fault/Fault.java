package dev.recado.adapter.simulator.fault;

import java.time.Duration;

/// A fault of a request of Recado's.
public sealed interface Fault {
    /// Too many requests, in the provider's format: Twilio's 429 with code 20429, Meta's 400 with 130429. Nothing
    /// was accepted.
    record Throttle(Duration retryAfter) implements Fault {}

    /// An internal error of the provider with this HTTP status; nothing was accepted.
    record FailBefore(int status) implements Fault {}

    /// A 5xx, although the message was accepted and is delivered.
    record FailAfter(int status) implements Fault {}

    /// The connection is cut; nothing was accepted.
    record CutBefore() implements Fault {}

    /// The connection is cut, although the message was accepted and is delivered.
    record CutAfter() implements Fault {}

    /// Works, but waits before it handles the request, and again before it answers.
    record Slow(Duration before, Duration after) implements Fault {}

    /// Refused with a code of the provider's, and the HTTP status that belongs to it.
    record Refuse(int code, String message) implements Fault {}

    /// Accepted; later a status callback reports `undelivered` (Meta: `failed`) with this code.
    record Undeliver(int code, String message) implements Fault {}
}
