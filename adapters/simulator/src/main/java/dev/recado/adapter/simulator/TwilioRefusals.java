package dev.recado.adapter.simulator;

import java.time.Duration;

/// Twilio's errors.
final class TwilioRefusals implements Refusals {
    @Override
    public Answer.Reply throttled(Duration retryAfter) {
        return MessageResource.error(429, 20429, "Too Many Requests")
                .with("Retry-After", Long.toString(Math.max(0, retryAfter.toSeconds())));
    }

    @Override
    public Answer.Reply failed(int status) {
        return MessageResource.error(status, 20500, "Internal Server Error");
    }

    @Override
    public Answer.Reply refused(int code, String message) {
        return MessageResource.error(400, code, message);
    }
}
