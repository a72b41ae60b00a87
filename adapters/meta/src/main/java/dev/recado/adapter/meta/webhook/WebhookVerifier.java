package dev.recado.adapter.meta.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import io.micronaut.http.HttpStatus;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets in what Meta sent and nothing else: size, then signature, then JSON.
public final class WebhookVerifier {
    /// Meta sends up to 3 MB.
    static final int LARGEST_BODY = 4 * 1024 * 1024;

    private static final Duration HINT_EVERY = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookVerifier.class);

    private final @Nullable SignatureValidator validator;
    private final byte[] verifyToken;
    private final InstantSource clock;
    private final AtomicLong nextHintMillis = new AtomicLong();

    /// @param validator null lets in what anyone sent
    public WebhookVerifier(@Nullable SignatureValidator validator, String verifyToken, InstantSource clock) {
        this.validator = validator;
        this.verifyToken = verifyToken.getBytes(UTF_8);
        this.clock = clock;
    }

    /// What the gate makes of a request.
    public sealed interface Verdict {
        /// @param notification a JSON object
        record Let(JsonNode notification) implements Verdict {}

        /// @param reason fit to be shown to whoever asked
        record Turned(HttpStatus status, String reason) implements Verdict {}
    }

    public Verdict verify(byte[] body, @Nullable String signature) {
        if (body.length > LARGEST_BODY) {
            return new Verdict.Turned(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "more than 4 MiB");
        }
        if (validator != null && !validator.signed(body, signature)) {
            if (signature != null) {
                hint();
            }
            return new Verdict.Turned(HttpStatus.FORBIDDEN, "the signature is missing or wrong");
        }
        // Decoded leniently: broken bytes in one message must not take down the others.
        JsonNode notification = JsonFields.parse(new String(body, UTF_8));
        return notification.isObject()
                ? new Verdict.Let(notification)
                : new Verdict.Turned(HttpStatus.BAD_REQUEST, "not a JSON object");
    }

    /// Whether whoever shakes hands knows the token that is agreed on.
    boolean knows(@Nullable String token) {
        return token != null && MessageDigest.isEqual(verifyToken, token.getBytes(UTF_8));
    }

    private void hint() {
        long now = clock.millis();
        long next = nextHintMillis.get();
        if (now >= next && nextHintMillis.compareAndSet(next, now + HINT_EVERY.toMillis())) {
            LOG.warn("A webhook's signature is wrong - if it is Meta's, check WHATSAPP_APP_SECRET: it is the secret of"
                    + " the app that the webhook belongs to");
        }
    }
}
