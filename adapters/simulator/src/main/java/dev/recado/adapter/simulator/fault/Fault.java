package dev.recado.adapter.simulator.fault;

import java.time.Duration;

/// One way in which a request of Recado's can go wrong.
public sealed interface Fault {
    /// Too many requests, as the provider says it: Twilio's 429 with the code 20429, Meta's 400 with 130429.
    /// Nothing was accepted.
    record Throttle(Duration retryAfter) implements Fault {}

    /// An error of the provider's own, with this HTTP status; nothing was accepted.
    record FailBefore(int status) implements Fault {}

    /// A 5xx, although the message was accepted and goes out.
    record FailAfter(int status) implements Fault {}

    /// The connection is cut; nothing was accepted.
    record CutBefore() implements Fault {}

    /// The connection is cut, although the message was accepted and goes out.
    record CutAfter() implements Fault {}

    /// Works, but waits: before it looks at the request, and again before it answers.
    record Slow(Duration before, Duration after) implements Fault {}

    /// Refused with one of the provider's codes, and the HTTP status that the provider has for it.
    record Refuse(int code, String message) implements Fault {}

    /// Accepted; later a status callback says `undelivered` (Meta: `failed`) with this code.
    record Undeliver(int code, String message) implements Fault {}
}
