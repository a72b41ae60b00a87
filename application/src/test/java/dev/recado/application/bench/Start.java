package dev.recado.application.bench;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.TwilioWebhookFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// From the process's start to the first webhook answered 2xx, on an empty embedded store.
final class Start {
    private static final int RUNS = 7;
    private static final long POLL_NANOS = 2_000_000;
    private static final long GIVE_UP_NANOS = 30_000_000_000L;

    private Start() {}

    /// A bare connection, since a whole request every few milliseconds would take from the start what it measures.
    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static void measure(Path jar, String name, List<String> flags) throws IOException {
        long[] millis = new long[RUNS];
        TwilioAccount account = new TwilioAccount(Child.SID, Child.TOKEN, TwilioAccount.SANDBOX_SENDER);
        try (TwilioWebhookFactory maker = new TwilioWebhookFactory(account, InstantSource.system(), new Random())) {
            maker.from("whatsapp:+15550000001").text("hola").postTo(URI.create("http://127.0.0.1:9/"));
            for (int i = 0; i < RUNS; i++) {
                long start = System.nanoTime();
                try (Child recado = Child.begin(jar, flags, Map.of("RECADO_QUIET_TIME", "24h"))) {
                    URI url = URI.create(recado.url("/webhooks/twilio"));
                    while (!listens(recado.port) && System.nanoTime() - start < GIVE_UP_NANOS) {
                        LockSupport.parkNanos(POLL_NANOS);
                    }
                    HttpTrace trace =
                            maker.from("whatsapp:+15550000001").text("hola").postTo(url);
                    if (!trace.succeeded()) {
                        throw new IllegalStateException("the first webhook was not taken");
                    }
                    millis[i] = (System.nanoTime() - start) / 1_000_000;
                }
            }
        }
        Arrays.sort(millis);
        Table.row(
                "(d) start to first webhook answered, " + name,
                String.format(
                        Locale.ROOT,
                        "%.2f s (%.2f to %.2f)",
                        millis[RUNS / 2] / 1e3,
                        millis[0] / 1e3,
                        millis[RUNS - 1] / 1e3));
    }
}
