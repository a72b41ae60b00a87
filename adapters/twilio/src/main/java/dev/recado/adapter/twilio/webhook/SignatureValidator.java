package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.twilio.inbound.Form;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Tells whether a request was signed by someone who knows the account's token.
///
/// Twilio signs the URL it was configured with, followed by each parameter's name and value, sorted. The signature
/// that would be right never leaves this class. Safe for use by many threads.
public final class SignatureValidator {
    private static final String ALGORITHM = "HmacSHA1";
    private static final Comparator<Form.Field> SIGNING_ORDER =
            Comparator.comparing(Form.Field::name).thenComparing(Form.Field::value);

    /// One initialised Mac a token, never used itself: a clone costs a fifth of a look-up and an initialisation.
    private final List<Mac> prototypes;

    /// A validator for the tokens in force: one, or two while they are being changed.
    public SignatureValidator(List<String> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("a signature needs at least one token");
        }
        this.prototypes = tokens.stream().map(SignatureValidator::mac).toList();
    }

    /// Whether the signature is right for a form sent to this URL.
    public boolean signedForm(String url, Form form, @Nullable String signature) {
        return signature != null && signed(url, signedPart(form), signature);
    }

    /// Whether the signature is right for a body that is no form: the URL alone is signed, and names the body's
    /// hash.
    public boolean signedBody(String url, byte[] body, @Nullable String signature) {
        Optional<String> hash = queryValue(url, "bodySHA256");
        return signature != null
                && hash.isPresent()
                && signed(url, new byte[0], signature)
                && MessageDigest.isEqual(
                        hash.get().getBytes(UTF_8), sha256(body).getBytes(UTF_8));
    }

    private boolean signed(String url, byte[] parameters, String signature) {
        byte[] given = signature.getBytes(UTF_8);
        if (matches(url, parameters, given)) {
            return true;
        }
        // Twilio's back end is inconsistent about the port in what it signs (helper libraries' own comments).
        return matches(otherPort(url), parameters, given);
    }

    private boolean matches(String url, byte[] parameters, byte[] given) {
        byte[] address = url.getBytes(UTF_8);
        boolean match = false;
        for (Mac prototype : prototypes) {
            Mac mac = copy(prototype);
            mac.update(address);
            match |= MessageDigest.isEqual(Base64.getEncoder().encode(mac.doFinal(parameters)), given);
        }
        return match;
    }

    /// Names and values in ASCII order of the names. A repeated name is signed once for each different value, the
    /// values sorted (the Python, Node, PHP and Ruby helper libraries' own tests; the Java one cannot express it).
    private static byte[] signedPart(Form form) {
        var sorted = new ArrayList<>(form.fields());
        sorted.sort(SIGNING_ORDER);
        var text = new StringBuilder(1_024);
        Form.Field last = null;
        for (Form.Field field : sorted) {
            if (!field.equals(last)) {
                text.append(field.name()).append(field.value());
            }
            last = field;
        }
        return text.toString().getBytes(UTF_8);
    }

    /// The URL without its port, or with its scheme's own when it has none. It is cut and joined as text: to
    /// rebuild it from decoded pieces would change escapes in the path and the query.
    private static String otherPort(String url) {
        int host = url.indexOf("://") + 3;
        if (host < 3) {
            return url;
        }
        int end = host;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int afterCredentials = url.lastIndexOf('@', end - 1) + 1;
        int colon = url.lastIndexOf(':', end - 1);
        boolean hasPort = colon >= Math.max(host, afterCredentials) && url.indexOf(']', colon) < 0;
        if (hasPort) {
            return url.substring(0, colon) + url.substring(end);
        }
        String port = url.regionMatches(true, 0, "https:", 0, 6) ? ":443" : ":80";
        return url.substring(0, end) + port + url.substring(end);
    }

    private static Optional<String> queryValue(String url, String name) {
        int question = url.indexOf('?');
        if (question < 0) {
            return Optional.empty();
        }
        return Form.parse(url.substring(question + 1).getBytes(UTF_8)).flatMap(query -> query.first(name));
    }

    static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Mac mac(String token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static Mac copy(Mac prototype) {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be cloned", e);
        }
    }
}
