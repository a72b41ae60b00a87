package dev.recado.adapter.simulator.twilio;

import dev.recado.adapter.simulator.fault.ProviderErrors;
import dev.recado.adapter.simulator.http.StandInResponse;
import java.time.Duration;

/// Twilio's error responses.
final class TwilioErrors implements ProviderErrors {
    @Override
    public StandInResponse.Reply throttled(Duration retryAfter) {
        return TwilioMessageJson.error(429, 20429, "Too Many Requests")
                .with("Retry-After", Long.toString(Math.max(0, retryAfter.toSeconds())));
    }

    @Override
    public StandInResponse.Reply failed(int status) {
        return TwilioMessageJson.error(status, 20500, "Internal Server Error");
    }

    @Override
    public StandInResponse.Reply refused(int code, String message) {
        return TwilioMessageJson.error(400, code, message);
    }
}
