package dev.recado.adapter.simulator.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A webhook that records requests and sends scripted answers.
public final class FakeRecado implements AutoCloseable {
    private final List<LoopbackServer.Incoming> webhooks = new CopyOnWriteArrayList<>();
    private final List<LoopbackServer.Incoming> callbacks = new CopyOnWriteArrayList<>();
    private volatile Function<LoopbackServer.Incoming, StandInResponse> behaviour = _ -> twiml("<Response/>");
    private volatile Function<LoopbackServer.Incoming, StandInResponse> answer = _ -> StandInResponse.empty(204);
    private final LoopbackServer server = LoopbackServer.start(0, "fake-recado", 1 << 20, incoming -> {
        if (incoming.path().endsWith("/status") || incoming.text().contains("\"statuses\"")) {
            callbacks.add(incoming);
            return answer.apply(incoming);
        }
        webhooks.add(incoming);
        return behaviour.apply(incoming);
    });

    public URI webhook() {
        return server.base().resolve("/webhooks/twilio");
    }

    public URI status() {
        return server.base().resolve("/webhooks/twilio/status");
    }

    public URI metaWebhook() {
        return server.base().resolve("/webhooks/meta");
    }

    public List<LoopbackServer.Incoming> webhooks() {
        return webhooks;
    }

    public List<LoopbackServer.Incoming> callbacks() {
        return callbacks;
    }

    public List<String> statuses() {
        return callbacks.stream()
                .map(callback -> Form.parse(callback.text()).firstOr("MessageStatus", ""))
                .toList();
    }

    public void answers(Function<LoopbackServer.Incoming, StandInResponse> other) {
        behaviour = other;
    }

    public void answersCallbacks(Function<LoopbackServer.Incoming, StandInResponse> other) {
        answer = other;
    }

    public static StandInResponse.Reply twiml(String body) {
        return new StandInResponse.Reply(
                200, Map.of("Content-Type", "text/xml"), body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
