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

/// Lets in what Twilio sent and nothing else: size, then signature, then form.
public final class WebhookVerifier {
    static final int LARGEST_BODY = 1024 * 1024;
    private static final String SIGNATURE = "X-Twilio-Signature";
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final Duration HINT_EVERY = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookVerifier.class);

    private final @Nullable SignatureValidator validator;
    private final UnsignedMessageIds unsigned;
    private final @Nullable String publicUrl;
    private final InstantSource clock;
    private final AtomicLong nextHintMillis = new AtomicLong();

    /// @param validator null lets in what anyone sent
    /// @param publicUrl without a slash at its end; null takes each request's own scheme and host
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

    /// What the gate makes of a request.
    public sealed interface Verdict {
        /// @param query the parameters of the request's own address
        record Let(Form form, Form query) implements Verdict {}

        /// @param reason fit to be shown to whoever asked
        record Turned(HttpStatus status, String reason) implements Verdict {}
    }

    public Verdict verify(HttpRequest<?> request, byte[] body) {
        if (body.length > LARGEST_BODY) {
            return new Verdict.Turned(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "more than 1 MiB");
        }
        boolean isForm = isForm(request);
        Optional<Form> form = isForm ? Form.parse(body) : Optional.empty();
        if (validator != null && !signed(validator, request, body, isForm, form)) {
            return new Verdict.Turned(HttpStatus.FORBIDDEN, "the signature is missing or wrong");
        }
        if (form.isEmpty()) {
            return new Verdict.Turned(HttpStatus.BAD_REQUEST, isForm ? "too many parameters" : "not a form");
        }
        return new Verdict.Let(validator == null ? unsigned.complete(form.get()) : form.get(), query(request));
    }

    private boolean signed(
            SignatureValidator validator, HttpRequest<?> request, byte[] body, boolean isForm, Optional<Form> form) {
        String signature = request.getHeaders().get(SIGNATURE);
        String url = url(request);
        // A form that is none has no parameters to sign: it is turned away in any case, and this only says how.
        boolean good = isForm
                ? validator.signedForm(url, form.orElse(Form.EMPTY), signature)
                : validator.signedBody(url, body, signature) || validator.signedForm(url, Form.EMPTY, signature);
        if (!good && signature != null) {
            hint(url);
        }
        return good;
    }

    /// The URL as Twilio was configured with it.
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

    /// The usual cause of a wrong signature is a proxy in between: said once in a while, not for every request.
    private void hint(String url) {
        long now = clock.millis();
        long next = nextHintMillis.get();
        if (now >= next && nextHintMillis.compareAndSet(next, now + HINT_EVERY.toMillis())) {
            LOG.warn(
                    "A webhook's signature is wrong for {} - if Twilio knows this address otherwise, set"
                            + " RECADO_PUBLIC_URL to its public base URL, and check TWILIO_AUTH_TOKEN",
                    url);
        }
    }
}
