package dev.recado.adapter.simulator.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Computes `X-Hub-Signature-256`: HMAC-SHA256 over the body as sent.
public final class MetaSignature {
    private MetaSignature() {}

    public static String of(String body, String appSecret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(appSecret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// `json` as Meta sends it: non-ASCII characters escaped with lower-case hexadecimal digits.
    public static String escaped(String json) {
        var escaped = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            var unit = json.charAt(i);
            if (unit < 0x7f) {
                escaped.append(unit);
            } else {
                escaped.append("\\u").append(HexFormat.of().toHexDigits(unit));
            }
        }
        return escaped.toString();
    }
}
