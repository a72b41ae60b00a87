package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.twilio.inbound.Form;
import dev.recado.adapter.twilio.inbound.InboundMessageReader;
import dev.recado.domain.identity.IdGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gives an id to a message that came without one, as from `curl`, which happens only where signatures are not
/// checked. The same form again within five seconds is a repeat and gets the same id; later it is another message.
public final class UnsignedMessageIds {
    private static final Duration REPEAT = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 1_000;

    private final IdGenerator ids;
    private final InstantSource clock;
    /// By the form's digest, as a form may be large.
    private final Map<String, Given> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Given> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /// @param until what comes before is a repeat
    private record Given(String id, Instant until) {}

    public UnsignedMessageIds(IdGenerator ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /// The form as it is, with an id if it is a message that has none.
    Form complete(Form form) {
        boolean lacksOne = InboundMessageReader.sid(form).isEmpty()
                && form.filled("From").isPresent()
                && form.filled("MessageStatus")
                        .or(() -> form.filled("SmsStatus"))
                        .filter(status -> !status.equals("received"))
                        .isEmpty();
        if (!lacksOne) {
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
        Given before = latest.get(digest);
        if (before != null && now.isBefore(before.until())) {
            return before.id();
        }
        Given fresh = new Given("unsigned-" + ids.next(), now.plus(REPEAT));
        latest.remove(digest);
        latest.put(digest, fresh);
        return fresh.id();
    }
}
