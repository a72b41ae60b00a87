package dev.recado.adapter.meta.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Validates Meta's signature of a body: `X-Hub-Signature-256` is `sha256=` and the hexadecimal HMAC of the raw
/// bytes with the app secret as key.
public final class SignatureValidator {
    private static final String SCHEME = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final SecretKeySpec key;

    public SignatureValidator(String appSecret) {
        this.key = new SecretKeySpec(appSecret.getBytes(UTF_8), ALGORITHM);
    }

    /// Compares in constant time, so that timing reveals nothing.
    ///
    /// Meta escapes every non-ASCII character of the body as `\\uXXXX`, in lower case, and signs these bytes.
    /// When a proxy decodes the characters, the body is escaped again for the comparison (whatsapp-api-js' own
    /// tests).
    boolean isSigned(byte[] body, @Nullable String header) {
        if (header == null || !header.startsWith(SCHEME)) {
            return false;
        }
        byte[] given = header.substring(SCHEME.length()).getBytes(UTF_8);
        return MessageDigest.isEqual(signature(body), given)
                || (!isAscii(body) && MessageDigest.isEqual(signature(escaped(body)), given));
    }

    /// The signature of these bytes, in hexadecimal.
    byte[] signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HEX.formatHex(mac.doFinal(body)).getBytes(US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static boolean isAscii(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] escaped(byte[] body) {
        String text = new String(body, UTF_8);
        StringBuilder escaped = new StringBuilder(text.length() + 64);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                escaped.append(c);
            } else {
                escaped.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        return escaped.toString().getBytes(US_ASCII);
    }
}
