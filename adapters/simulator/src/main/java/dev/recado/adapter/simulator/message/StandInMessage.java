package dev.recado.adapter.simulator.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as a stand-in knows it: in from a user, or out from Recado.
///
/// @param from an address in its provider's own spelling, as is `to`
public record StandInMessage(
        String sid,
        SimulatedProvider provider,
        Direction direction,
        String from,
        String to,
        StandInContent content,
        Progress progress) {
    /// Which way a message goes, in the words of Twilio's `direction`.
    public enum Direction {
        INBOUND("inbound"),
        /// Sent by the provider's API.
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

    /// How far a message got, in the same words for every provider; they are Twilio's. Inbound: `receiving` (the
    /// webhook is under way), `received` (2xx), `failed` (no 2xx; the code is Twilio's 11200), `read` (Recado read
    /// it, typed, or, at Twilio, answered). Outbound: `queued`, `sent`, `delivered`, `read`, `undelivered`.
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

    /// What there is to read of it.
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

    /// The address of the user it came from or goes to, in its provider's spelling.
    public String user() {
        return inbound() ? from : to;
    }

    public StandInMessage with(Progress changed) {
        return new StandInMessage(sid, provider, direction, from, to, content, changed);
    }
}
