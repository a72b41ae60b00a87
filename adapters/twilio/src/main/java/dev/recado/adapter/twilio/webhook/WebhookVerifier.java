package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.twilio.inbound.Form;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts only what Twilio sent: checks size, then signature, then form.
public final class WebhookVerifier {
    static final int MAX_BODY = 1024 * 1024;
    private static final String SIGNATURE = "X-Twilio-Signature";
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final Duration HINT_INTERVAL = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookVerifier.class);

    private final @Nullable SignatureValidator validator;
    private final UnsignedMessageIds unsigned;
    private final @Nullable String publicUrl;
    private final InstantSource clock;
    private final AtomicLong nextHintMillis = new AtomicLong();

    /// @param validator null accepts unsigned requests
    /// @param publicUrl without a trailing slash; null takes each request's own scheme and host
    public WebhookVerifier(
            @Nullable SignatureValidator validator,
            UnsignedMessageIds unsigned,
            @Nullable String publicUrl,
            InstantSource clock) {
        this.validator = validator;
        this.unsigned = unsigned;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// The result of a check.
    public sealed interface Verdict {
        /// @param query the parameters of the request's URL
        record Verified(Form form, Form query) implements Verdict {}

        /// @param reason safe to show to the caller
        record NotVerified(HttpStatus status, String reason) implements Verdict {}
    }

    public Verdict verify(HttpRequest<?> request, byte[] body) {
        if (body.length > MAX_BODY) {
            return new Verdict.NotVerified(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "more than 1 MiB");
        }
        boolean isForm = isForm(request);
        Optional<Form> form = isForm ? Form.parse(body) : Optional.empty();
        if (validator != null && !isSigned(validator, request, body, isForm, form)) {
            return new Verdict.NotVerified(HttpStatus.FORBIDDEN, "the signature is missing or wrong");
        }
        if (form.isEmpty()) {
            return new Verdict.NotVerified(HttpStatus.BAD_REQUEST, isForm ? "too many parameters" : "not a form");
        }
        return new Verdict.Verified(validator == null ? unsigned.complete(form.get()) : form.get(), query(request));
    }

    private boolean isSigned(
            SignatureValidator validator, HttpRequest<?> request, byte[] body, boolean isForm, Optional<Form> form) {
        String signature = request.getHeaders().get(SIGNATURE);
        String url = url(request);
        // A form with too many parameters has none to sign. It is refused in any case; this only decides the
        // reason.
        boolean isValid = isForm
                ? validator.isSignedForm(url, form.orElse(Form.EMPTY), signature)
                : validator.isSignedBody(url, body, signature) || validator.isSignedForm(url, Form.EMPTY, signature);
        if (!isValid && signature != null) {
            logHint(url);
        }
        return isValid;
    }

    /// The URL that Twilio is configured with.
    private String url(HttpRequest<?> request) {
        String pathAndQuery = request.getUri().toString();
        if (publicUrl == null) {
            String host = request.getHeaders().get(HttpHeaders.HOST);
            return (request.isSecure() ? "https://" : "http://") + (host == null ? "" : host) + pathAndQuery;
        }
        return publicUrl + pathAndQuery;
    }

    private static Form query(HttpRequest<?> request) {
        String query = request.getUri().getRawQuery();
        return query == null ? Form.EMPTY : Form.parse(query.getBytes(UTF_8)).orElse(Form.EMPTY);
    }

    private static boolean isForm(HttpRequest<?> request) {
        String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        return type == null
                || type.isBlank()
                || type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM_TYPE);
    }

    /// A wrong signature is mostly caused by a proxy, so a hint is logged once in a while and not for every
    /// request.
    private void logHint(String url) {
        long now = clock.millis();
        long next = nextHintMillis.get();
        if (now >= next && nextHintMillis.compareAndSet(next, now + HINT_INTERVAL.toMillis())) {
            LOG.warn(
                    "[REJECTED] a webhook's signature is wrong for {} - if Twilio knows this address otherwise, set"
                            + " RECADO_PUBLIC_URL to its public base URL, and check TWILIO_AUTH_TOKEN",
                    url);
        }
    }
}
