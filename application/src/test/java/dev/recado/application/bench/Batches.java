package dev.recado.application.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How long one POST with the thousand updates that Meta sends at most takes to be stored and acknowledged: messages of
/// a thousand users, and receipts of a thousand parts. Turns do not begin meanwhile.
final class Batches {
    private static final String SECRET = "a-secret-of-the-bench";
    private static final int UPDATES = 1_000;
    private static final int WARM_UP = 10;
    private static final int MEASURED = 20;

    private Batches() {}

    static void measure(Path jar, String store, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("RECADO_QUIET_TIME", "24h");
        all.put("RECADO_TURN_DEADLINE", "24h");
        all.put("WHATSAPP_TOKEN", "none");
        all.put("WHATSAPP_PHONE_NUMBER_ID", "106540352242922");
        all.put("WHATSAPP_APP_SECRET", SECRET);
        all.put("WHATSAPP_VERIFY_TOKEN", "none");
        all.put("WHATSAPP_API_BASE_URL", "http://127.0.0.1:9");
        try (Child recado = Child.start(jar, List.of(), all)) {
            row("messages", store, posts(recado, batch -> updates("messages", batch, Batches::message)));
            row("receipts", store, posts(recado, batch -> updates("statuses", batch, Batches::receipt)));
        }
    }

    private static void row(String what, String store, Load.Result result) {
        Table.row(
                "(e) one POST of 1,000 " + what + ", " + store,
                String.format(
                        Locale.ROOT,
                        "acknowledged in p50 %.0f ms · p99 %.0f ms%s",
                        result.p50(),
                        result.p99(),
                        result.failed() == 0 ? "" : " · " + result.failed() + " FAILED"));
    }

    private static Load.Result posts(Child recado, IntFunction<String> batch) {
        List<byte[]> requests = IntStream.range(0, WARM_UP + MEASURED)
                .mapToObj(i -> request(recado.port, batch.apply(i)))
                .toList();
        Load.run(recado.port, 1, requests.subList(0, WARM_UP));
        return Load.run(recado.port, 1, requests.subList(WARM_UP, requests.size()));
    }

    private static String updates(String field, int batch, IntFunction<String> update) {
        return IntStream.range(batch * UPDATES, (batch + 1) * UPDATES)
                .mapToObj(update)
                .collect(Collectors.joining(
                        ",",
                        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":"
                                + "\"messages\",\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":"
                                + "{\"display_phone_number\":\"15550783881\",\"phone_number_id\":"
                                + "\"106540352242922\"},\"" + field + "\":[",
                        "]}}]}]}"));
    }

    private static String message(int number) {
        return String.format(
                Locale.ROOT,
                "{\"from\":\"1555%07d\",\"id\":\"wamid.bench%d\",\"timestamp\":\"1795255200\",\"type\":\"text\","
                        + "\"text\":{\"body\":\"At what time do you open on Saturday? %d\"}}",
                number,
                number,
                number);
    }

    private static String receipt(int number) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"wamid.sent%d\",\"status\":\"delivered\",\"timestamp\":\"1795255200\",\"recipient_id\":"
                        + "\"1555%07d\",\"biz_opaque_callback_data\":\"meta:wamid.bench%d/0\"}",
                number,
                number,
                number);
    }

    private static byte[] request(int port, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return ("POST /webhooks/meta HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256=" + signature(bytes)
                        + "\r\nContent-Length: " + bytes.length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
