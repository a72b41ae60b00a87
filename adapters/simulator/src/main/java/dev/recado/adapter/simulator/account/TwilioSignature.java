package dev.recado.adapter.simulator.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.simulator.http.Form;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Computes `X-Twilio-Signature`: HMAC-SHA1 over the URL and all parameters, sorted.
public final class TwilioSignature {
    private TwilioSignature() {}

    public static String of(URI url, Form form, String authToken) {
        var signed = new StringBuilder(withoutFragment(url));
        var sorted = new TreeMap<String, TreeSet<String>>();
        for (var parameter : form.parameters()) {
            sorted.computeIfAbsent(parameter.name(), _ -> new TreeSet<>()).add(parameter.value());
        }
        // Twilio signs a repeated key once per distinct value, sorted (its helper libraries' own tests).
        sorted.forEach(
                (name, values) -> values.forEach(value -> signed.append(name).append(value)));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    private static String withoutFragment(URI url) {
        var text = url.toString();
        var hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }
}
