package dev.recado.adapter.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as the stand-in knows it: in from a user, or out from Recado.
///
/// @param form the parameters it came with: the webhook's for an inbound message, Recado's request for an outbound one
public record StandInMessage(String sid, Direction direction, String from, String to, Form form, Progress progress) {
    /// Which way a message goes, in the words of Twilio's `direction`.
    public enum Direction {
        INBOUND("inbound"),
        /// Sent by the REST API.
        OUTBOUND_API("outbound-api"),
        /// Given as TwiML in the answer to a webhook.
        OUTBOUND_REPLY("outbound-reply");

        private final String wire;

        Direction(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /// How far a message got, by the names Twilio uses. Inbound: `receiving` (the webhook is under way), `received`
    /// (2xx),
    /// `failed` (no 2xx; the code is Twilio's 11200), `read` (Recado typed or answered).
    /// Outbound: `queued`, `sent`, `delivered`, `read`, `undelivered`.
    public record Progress(
            String status,
            @Nullable Integer errorCode,
            @Nullable String errorMessage,
            Instant created,
            Instant updated,
            @Nullable Instant sent) {
        static Progress begun(String status, Instant now) {
            return new Progress(status, null, null, now, now, null);
        }

        Progress reached(String status, Instant now) {
            return new Progress(status, null, null, created, now, sent == null ? now : sent);
        }

        Progress failed(String status, int code, String message, Instant now) {
            return new Progress(status, code, message, created, now, sent);
        }
    }

    public String body() {
        return form.firstOr("Body", "");
    }

    public List<String> media() {
        return form.all("MediaUrl");
    }

    public String status() {
        return progress.status();
    }

    public boolean inbound() {
        return direction == Direction.INBOUND;
    }

    /// The address of the user it came from or goes to.
    public String user() {
        return inbound() ? from : to;
    }

    StandInMessage with(Progress changed) {
        return new StandInMessage(sid, direction, from, to, form, changed);
    }
}
