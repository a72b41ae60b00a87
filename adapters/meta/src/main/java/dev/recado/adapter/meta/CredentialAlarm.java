package dev.recado.adapter.meta;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the log that Meta refuses the token: once in a while, not for every message.
final class CredentialAlarm {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(CredentialAlarm.class);

    private final InstantSource clock;
    private final AtomicLong nextMillis = new AtomicLong();

    CredentialAlarm(InstantSource clock) {
        this.clock = clock;
    }

    void raise(GraphError error) {
        long now = clock.millis();
        long next = nextMillis.get();
        if (now >= next && nextMillis.compareAndSet(next, now + EVERY.toMillis())) {
            LOG.error(
                    "Meta refuses WHATSAPP_TOKEN ({}: {}): no message leaves until it is right",
                    error.name(),
                    error.words());
        }
    }
}
