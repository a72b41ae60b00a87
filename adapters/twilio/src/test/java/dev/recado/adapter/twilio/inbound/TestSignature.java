package dev.recado.adapter.twilio.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as Twilio documents it, independent of the validator.
public final class TestSignature {
    private TestSignature() {}

    public static String sign(String url, List<Form.Field> fields) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Fixtures.TOKEN.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal((url + signedText(fields)).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signedText(List<Form.Field> fields) {
        var sorted = new TreeMap<String, Set<String>>();
        fields.forEach(field ->
                sorted.computeIfAbsent(field.name(), name -> new TreeSet<>()).add(field.value()));
        var text = new StringBuilder();
        sorted.forEach(
                (name, values) -> values.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }
}
