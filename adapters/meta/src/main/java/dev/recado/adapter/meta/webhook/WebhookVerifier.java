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

/// Accepts only what Meta sent: checks size, then signature, then JSON.
public final class WebhookVerifier {
    /// Meta sends up to 3 MB.
    static final int MAX_BODY = 4 * 1024 * 1024;

    private static final Duration HINT_INTERVAL = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookVerifier.class);

    private final @Nullable SignatureValidator validator;
    private final byte[] verifyToken;
    private final InstantSource clock;
    private final AtomicLong nextHintMillis = new AtomicLong();

    /// @param validator null accepts unsigned requests
    public WebhookVerifier(@Nullable SignatureValidator validator, String verifyToken, InstantSource clock) {
        this.validator = validator;
        this.verifyToken = verifyToken.getBytes(UTF_8);
        this.clock = clock;
    }

    /// The result of a check.
    public sealed interface Verdict {
        /// @param notification a JSON object
        record Verified(JsonNode notification) implements Verdict {}

        /// @param reason safe to show to the caller
        record NotVerified(HttpStatus status, String reason) implements Verdict {}
    }

    public Verdict verify(byte[] body, @Nullable String signature) {
        if (body.length > MAX_BODY) {
            return new Verdict.NotVerified(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "more than 4 MiB");
        }
        if (validator != null && !validator.isSigned(body, signature)) {
            if (signature != null) {
                logHint();
            }
            return new Verdict.NotVerified(HttpStatus.FORBIDDEN, "the signature is missing or wrong");
        }
        // Decoded leniently: invalid bytes in one message must not affect the others.
        JsonNode notification = JsonFields.parse(new String(body, UTF_8));
        return notification.isObject()
                ? new Verdict.Verified(notification)
                : new Verdict.NotVerified(HttpStatus.BAD_REQUEST, "not a JSON object");
    }

    /// Whether the caller of the verification knows the configured token.
    boolean isVerifyToken(@Nullable String token) {
        return token != null && MessageDigest.isEqual(verifyToken, token.getBytes(UTF_8));
    }

    private void logHint() {
        long now = clock.millis();
        long next = nextHintMillis.get();
        if (now >= next && nextHintMillis.compareAndSet(next, now + HINT_INTERVAL.toMillis())) {
            LOG.warn(
                    "[REJECTED] a webhook's signature is wrong - if it is Meta's, check WHATSAPP_APP_SECRET: it is the secret of"
                            + " the app that the webhook belongs to");
        }
    }
}
