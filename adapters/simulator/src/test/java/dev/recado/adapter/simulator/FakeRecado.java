package dev.recado.adapter.simulator;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A webhook that remembers what it got and answers what it is told.
final class FakeRecado implements AutoCloseable {
    private final List<LoopbackServer.Incoming> webhooks = new CopyOnWriteArrayList<>();
    private final List<LoopbackServer.Incoming> callbacks = new CopyOnWriteArrayList<>();
    private volatile Function<LoopbackServer.Incoming, Answer> behaviour = _ -> twiml("<Response/>");
    private volatile Function<LoopbackServer.Incoming, Answer> told = _ -> Answer.empty(204);
    private final LoopbackServer server = LoopbackServer.start(0, "fake-recado", 1 << 20, incoming -> {
        if (incoming.path().endsWith("/status") || incoming.text().contains("\"statuses\"")) {
            callbacks.add(incoming);
            return told.apply(incoming);
        }
        webhooks.add(incoming);
        return behaviour.apply(incoming);
    });

    URI webhook() {
        return server.base().resolve("/webhooks/twilio");
    }

    URI status() {
        return server.base().resolve("/webhooks/twilio/status");
    }

    URI metaWebhook() {
        return server.base().resolve("/webhooks/meta");
    }

    List<LoopbackServer.Incoming> webhooks() {
        return webhooks;
    }

    List<LoopbackServer.Incoming> callbacks() {
        return callbacks;
    }

    List<String> statuses() {
        return callbacks.stream()
                .map(callback -> Form.parse(callback.text()).firstOr("MessageStatus", ""))
                .toList();
    }

    void answers(Function<LoopbackServer.Incoming, Answer> other) {
        behaviour = other;
    }

    void answersCallbacks(Function<LoopbackServer.Incoming, Answer> other) {
        told = other;
    }

    static Answer.Reply twiml(String body) {
        return new Answer.Reply(
                200, Map.of("Content-Type", "text/xml"), body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
