package dev.recado.application.bench;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.message.TwilioWebhookFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// How many new, signed messages a second are stored and acknowledged at 32 connections, beside a route that does
/// nothing. Turns do not begin meanwhile (a long quiet time): the figure is the webhook's.
final class Acknowledgements {
    private static final int CONNECTIONS = 32;
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 30_000;
    private static final int USERS = 2_000;

    private Acknowledgements() {}

    static void measure(Path jar, String store, Map<String, String> settings) throws IOException {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("RECADO_QUIET_TIME", "24h");
        all.put("RECADO_TURN_DEADLINE", "24h");
        try (Child recado = Child.start(jar, List.of(), all)) {
            List<byte[]> empty = new ArrayList<>();
            List<byte[]> webhooks = requests(recado, empty);
            Load.run(recado.port, CONNECTIONS, empty.subList(0, WARM_UP));
            Load.run(recado.port, CONNECTIONS, webhooks.subList(0, WARM_UP));
            Load.Result nothing = Load.run(recado.port, CONNECTIONS, empty.subList(WARM_UP, WARM_UP + MEASURED));
            Load.Result acknowledged =
                    Load.run(recado.port, CONNECTIONS, webhooks.subList(WARM_UP, WARM_UP + MEASURED));
            Table.row(
                    "(b) acknowledgements, " + store,
                    String.format(
                            Locale.ROOT,
                            "%,.0f/s · p50 %.1f ms · p99 %.1f ms · %.2f of the empty route's %,.0f/s%s · %d MiB",
                            acknowledged.perSecond(),
                            acknowledged.p50(),
                            acknowledged.p99(),
                            acknowledged.perSecond() / nothing.perSecond(),
                            nothing.perSecond(),
                            acknowledged.failed() == 0 ? "" : " · " + acknowledged.failed() + " FAILED",
                            recado.memory("VmRSS")));
        }
    }

    private static List<byte[]> requests(Child recado, List<byte[]> empty) {
        URI url = URI.create(recado.url("/webhooks/twilio"));
        List<byte[]> webhooks = new ArrayList<>();
        TwilioAccount account = new TwilioAccount(Child.SID, Child.TOKEN, TwilioAccount.SANDBOX_SENDER);
        try (TwilioWebhookFactory maker = new TwilioWebhookFactory(account, InstantSource.system(), new Random())) {
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                String user = String.format(Locale.ROOT, "whatsapp:+1555%07d", i % USERS);
                TwilioInboundWebhook webhook =
                        maker.from(user).named("Test User").text("¿A qué hora abren el sábado? " + i);
                webhooks.add(Load.request("/webhooks/twilio", recado.port, webhook.body(), webhook.signature(url)));
                empty.add(Load.request("/bench/empty", recado.port, webhook.body(), "none"));
            }
        }
        return webhooks;
    }
}
