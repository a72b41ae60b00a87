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

/// Validates that a request was signed with the account's auth token.
///
/// Twilio signs its configured URL followed by each parameter's name and value, sorted. The correct signature
/// never leaves this class. Thread-safe.
public final class SignatureValidator {
    private static final String ALGORITHM = "HmacSHA1";
    private static final Comparator<Form.Field> SIGNING_ORDER =
            Comparator.comparing(Form.Field::name).thenComparing(Form.Field::value);

    /// One initialised Mac per token, only cloned: a clone costs a fifth of a look-up and an initialisation.
    private final List<Mac> prototypes;

    /// A validator for the valid tokens: one, or two during a rotation.
    public SignatureValidator(List<String> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("a signature needs at least one token");
        }
        this.prototypes = tokens.stream().map(SignatureValidator::mac).toList();
    }

    /// Whether the signature is valid for a form sent to this URL.
    public boolean isSignedForm(String url, Form form, @Nullable String signature) {
        return signature != null && isSigned(url, signedPart(form), signature);
    }

    /// Whether the signature is valid for a body that is not a form: only the URL is signed, and it contains the
    /// body's hash.
    public boolean isSignedBody(String url, byte[] body, @Nullable String signature) {
        Optional<String> hash = queryValue(url, "bodySHA256");
        return signature != null
                && hash.isPresent()
                && isSigned(url, new byte[0], signature)
                && MessageDigest.isEqual(
                        hash.get().getBytes(UTF_8), sha256(body).getBytes(UTF_8));
    }

    private boolean isSigned(String url, byte[] parameters, String signature) {
        byte[] signatureBytes = signature.getBytes(UTF_8);
        if (matches(url, parameters, signatureBytes)) {
            return true;
        }
        // Twilio signs the URL sometimes with and sometimes without the port (helper libraries' own comments).
        return matches(otherPort(url), parameters, signatureBytes);
    }

    private boolean matches(String url, byte[] parameters, byte[] signatureBytes) {
        byte[] address = url.getBytes(UTF_8);
        boolean match = false;
        for (Mac prototype : prototypes) {
            Mac mac = copy(prototype);
            mac.update(address);
            match |= MessageDigest.isEqual(Base64.getEncoder().encode(mac.doFinal(parameters)), signatureBytes);
        }
        return match;
    }

    /// Names and values in ASCII order of the names. A repeated name is signed once per distinct value, with the
    /// values sorted (the Python, Node, PHP and Ruby helper libraries' own tests; the Java library cannot express
    /// it).
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

    /// The URL without its port, or with its scheme's default port when it has none. It is edited as text:
    /// rebuilding it from decoded pieces would change escapes in the path and the query.
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
