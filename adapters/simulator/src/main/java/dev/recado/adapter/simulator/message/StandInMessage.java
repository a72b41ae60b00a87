package dev.recado.adapter.simulator.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message recorded by a stand-in: inbound from a user, or outbound from Recado.
///
/// @param from an address in the provider's format, as is `to`
public record StandInMessage(
        String sid,
        SimulatedProvider provider,
        Direction direction,
        String from,
        String to,
        StandInContent content,
        Progress progress) {
    /// The direction of a message, as in Twilio's `direction`.
    public enum Direction {
        INBOUND("inbound"),
        /// Sent through the provider's API.
        OUTBOUND_API("outbound-api"),
        /// Sent as TwiML in the response to a webhook.
        OUTBOUND_REPLY("outbound-reply");

        private final String wire;

        Direction(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /// The delivery progress of a message, with Twilio's statuses for every provider. Inbound: `receiving` (the
    /// webhook is being posted), `received` (2xx), `failed` (no 2xx; the code is Twilio's 11200), `read` (Recado
    /// marked it as read, showed typing or, at Twilio, answered). Outbound: `queued`, `sent`, `delivered`,
    /// `read`, `undelivered`.
    public record Progress(
            String status,
            @Nullable Integer errorCode,
            @Nullable String errorMessage,
            Instant created,
            Instant updated,
            @Nullable Instant sent) {
        public static Progress begun(String status, Instant now) {
            return new Progress(status, null, null, now, now, null);
        }

        public Progress reached(String status, Instant now) {
            return new Progress(status, null, null, created, now, sent == null ? now : sent);
        }

        public Progress failed(String status, int code, String message, Instant now) {
            return new Progress(status, code, message, created, now, sent);
        }
    }

    /// Its readable text.
    public String body() {
        return content.text();
    }

    /// The same as [#body()].
    public String text() {
        return content.text();
    }

    /// Its kind; see [StandInContent].
    public String kind() {
        return content.kind();
    }

    /// URLs of its files.
    public List<String> media() {
        return content.media();
    }

    public String status() {
        return progress.status();
    }

    public boolean inbound() {
        return direction == Direction.INBOUND;
    }

    /// The address of the user who sent it or gets it, in the provider's format.
    public String user() {
        return inbound() ? from : to;
    }

    public StandInMessage with(Progress changed) {
        return new StandInMessage(sid, provider, direction, from, to, content, changed);
    }
}
