package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.twilio.inbound.Form;
import dev.recado.adapter.twilio.inbound.InboundMessageReader;
import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.IdGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Gives an id to a message without one, for example from `curl`, which is accepted only where signatures are not
/// validated. The same form within five seconds is a repeat and gets the same id. Thread-safe.
public final class UnsignedMessageIds {
    private static final Duration REPEAT_WINDOW = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 1_000;

    private final IdGenerator ids;
    private final InstantSource clock;
    /// By the hash of the form, which may be large.
    private final Map<String, AssignedId> latest = BoundedMap.droppingOldest(MAX_REMEMBERED);

    /// @param until until when the same form is a repeat
    private record AssignedId(String id, Instant until) {}

    public UnsignedMessageIds(IdGenerator ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /// Adds an id to a message without one; returns any other form unchanged.
    Form complete(Form form) {
        boolean needsId = InboundMessageReader.sid(form).isEmpty()
                && form.filled("From").isPresent()
                && form.filled("MessageStatus")
                        .or(() -> form.filled("SmsStatus"))
                        .filter(status -> !status.equals("received"))
                        .isEmpty();
        if (!needsId) {
            return form;
        }
        List<Form.Field> fields = new ArrayList<>(form.fields());
        fields.add(new Form.Field(
                "MessageSid",
                id(SignatureValidator.sha256(form.fields().toString().getBytes(UTF_8)))));
        return Form.of(fields);
    }

    private synchronized String id(String digest) {
        Instant now = clock.instant();
        AssignedId previous = latest.get(digest);
        if (previous != null && now.isBefore(previous.until())) {
            return previous.id();
        }
        AssignedId fresh = new AssignedId("unsigned-" + ids.next(), now.plus(REPEAT_WINDOW));
        latest.remove(digest);
        latest.put(digest, fresh);
        return fresh.id();
    }
}
