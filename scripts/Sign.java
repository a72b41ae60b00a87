import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a form as Twilio does, for trying a webhook by hand: prints the value of X-Twilio-Signature.
 *
 * <p>java scripts/Sign.java TOKEN URL FILE
 */
public class Sign {
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("java scripts/Sign.java TOKEN URL FILE");
            System.exit(2);
        }
        TreeMap<String, TreeSet<String>> parameters = new TreeMap<>();
        for (String pair : Files.readString(Path.of(arguments[2])).split("&")) {
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            parameters.computeIfAbsent(key, k -> new TreeSet<>()).add(value);
        }
        StringBuilder signed = new StringBuilder(arguments[1]);
        parameters.forEach((key, values) -> values.forEach(value -> signed.append(key).append(value)));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(arguments[0].getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        byte[] signature = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
        System.out.println(Base64.getEncoder().encodeToString(signature));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
