package dev.recado.adapter.simulator;

import java.time.Duration;

/// One way in which a request of Recado's can go wrong.
public sealed interface Fault {
    /// 429 with the code 20429; nothing was accepted.
    record Throttle(Duration retryAfter) implements Fault {}

    /// A 5xx; nothing was accepted.
    record FailBefore(int status) implements Fault {}

    /// A 5xx, although the message was accepted and goes out.
    record FailAfter(int status) implements Fault {}

    /// The connection is cut; nothing was accepted.
    record CutBefore() implements Fault {}

    /// The connection is cut, although the message was accepted and goes out.
    record CutAfter() implements Fault {}

    /// Works, but waits: before it looks at the request, and again before it answers.
    record Slow(Duration before, Duration after) implements Fault {}

    /// 400 with one of Twilio's codes.
    record Refuse(int code, String message) implements Fault {}

    /// 201; later a status callback says `undelivered` with this code.
    record Undeliver(int code, String message) implements Fault {}
}
