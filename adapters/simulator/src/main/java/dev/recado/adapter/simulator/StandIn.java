package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.core.DeliverySimulator;
import dev.recado.adapter.simulator.core.FaultPlan;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.core.StandInEvent;
import dev.recado.adapter.simulator.core.TrafficJournal;
import dev.recado.adapter.simulator.core.TrafficLog;
import dev.recado.adapter.simulator.core.WebhookDelivery;
import dev.recado.adapter.simulator.core.WebhookSender;
import dev.recado.adapter.simulator.core.WebhookTarget;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.LoopbackServer;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInWebhook;
import dev.recado.adapter.simulator.message.UserMessageBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stands in for a provider on loopback: accepts messages by the provider's API, delivers users' messages to
/// Recado's webhook, and reports delivery by signed status callbacks. It records all traffic and simulates
/// ordered faults. Users are identified by their address in any form that [SimulatedProvider#address(String)]
/// accepts. Thread-safe.
public abstract sealed class StandIn implements AutoCloseable permits TwilioStandIn, MetaStandIn {
    private final StandInContext standInContext;
    private final TrafficLog trafficLog;
    private final DeliverySimulator receipts;
    private final WebhookSender webhookSender;
    private final LoopbackServer server;
    private final @Nullable TrafficJournal journal;
    private volatile @Nullable WebhookTarget target;

    StandIn(
            StandInContext standInContext,
            DeliverySimulator receipts,
            WebhookSender webhookSender,
            LoopbackServer server) {
        this.standInContext = standInContext;
        this.trafficLog = standInContext.trafficLog();
        this.receipts = receipts;
        this.webhookSender = webhookSender;
        this.server = server;
        var file = standInContext.options().journal();
        journal = file == null ? null : TrafficJournal.open(file, trafficLog);
    }

    /// Builds a message of the user at `address`, with content that every provider has.
    public abstract UserMessageBuilder from(String address);

    /// The webhook of a message, to be delivered again.
    abstract StandInWebhook webhookOf(StandInMessage inbound);

    /// The address that users write to.
    public abstract String sender();

    public SimulatedProvider provider() {
        return standInContext.provider();
    }

    /// The base URL of its API, for `TWILIO_API_BASE` or `WHATSAPP_API_BASE_URL`.
    public URI baseUrl() {
        return server.base();
    }

    /// Sets Recado's webhook; until then no message can be delivered.
    public void pointAt(URI webhook) {
        pointAt(WebhookTarget.of(webhook));
    }

    /// Sets Recado's webhook, and continues the delivery of messages from an earlier run.
    public void pointAt(WebhookTarget target) {
        var first = this.target == null;
        this.target = target;
        receipts.pointAt(target);
        if (first && journal != null) {
            for (var message : sent()) {
                if (message.status().equals("queued") || message.status().equals("sent")) {
                    receipts.follow(message, null, null);
                }
            }
        }
    }

    public FaultPlan faults() {
        return standInContext.faults();
    }

    /// Posts webhooks and callbacks again that Recado does not accept with a 2xx: every `every`, at most `max`
    /// times. [#deliver(StandInWebhook)] waits for it. By default each is posted once.
    public void redeliver(Duration every, int max) {
        standInContext.redeliver(every, max);
    }

    /// Delivers a user's message to Recado's webhook, waits for the response, and delivers the replies in its
    /// TwiML. Delivering the same webhook again is a redelivery.
    public WebhookDelivery deliver(StandInWebhook webhook) {
        var webhookTarget = target;
        if (webhookTarget == null) {
            throw new IllegalStateException("the stand-in has not been pointed at a webhook");
        }
        return webhookSender.deliver(webhook, webhookTarget);
    }

    /// Delivers the message `sid` again, unchanged.
    public Optional<WebhookDelivery> deliverAgain(String sid) {
        return trafficLog.find(sid).filter(StandInMessage::inbound).map(message -> deliver(webhookOf(message)));
    }

    /// All recorded messages, inbound and outbound, oldest first.
    public List<StandInMessage> messages() {
        return trafficLog.messages();
    }

    /// The messages that Recado sent, oldest first.
    public List<StandInMessage> sent() {
        return trafficLog.messages().stream()
                .filter(message -> !message.inbound())
                .toList();
    }

    /// The messages that Recado sent to the user at `address`, oldest first.
    public List<StandInMessage> sentTo(String address) {
        var to = provider().address(address);
        return sent().stream().filter(message -> message.to().equals(to)).toList();
    }

    public Optional<StandInMessage> find(String sid) {
        return trafficLog.find(sid);
    }

    /// The exchanges of a message, oldest first.
    public List<HttpTrace> traces(String sid) {
        return trafficLog.traces(sid);
    }

    /// How many requests of this kind Recado made, refused ones included.
    public long requestCount(HttpTrace.Kind kind) {
        return standInContext.requestCount(kind);
    }

    /// How often the typing indicator was shown to the user at `address`.
    public int typingsShownTo(String address) {
        return trafficLog.typings(provider().address(address));
    }

    /// Waits until `condition` holds for the recorded messages.
    ///
    /// @return whether it held in time
    public boolean await(Predicate<List<StandInMessage>> condition, Duration atMost) throws InterruptedException {
        return trafficLog.await(condition, atMost);
    }

    /// Waits until Recado has sent `count` messages to `address`, and returns them.
    public List<StandInMessage> awaitSentTo(String address, int count, Duration atMost) throws InterruptedException {
        if (!trafficLog.await(_ -> sentTo(address).size() >= count, atMost)) {
            throw new IllegalStateException(
                    sentTo(address).size() + " messages of " + count + " were sent to " + address + " in " + atMost);
        }
        return sentTo(address);
    }

    /// Calls `listener` for every event until the subscription is closed.
    public StandInEvent.Subscription listen(StandInEvent.Listener listener) {
        trafficLog.listen(listener);
        return () -> trafficLog.unlisten(listener);
    }

    /// Marks delivered messages for which this holds as read at once (by default all); the others wait for
    /// [#read(String)].
    public void readAtOnceWhen(Predicate<StandInMessage> condition) {
        receipts.readAtOnceWhen(condition);
    }

    /// The user at `address` reads all delivered messages.
    public void read(String address) {
        for (var message : sentTo(address)) {
            if (message.status().equals("delivered")) {
                receipts.read(message.sid());
            }
        }
    }

    @Override
    public void close() {
        server.close();
        standInContext.close();
        receipts.close();
        if (journal != null) {
            journal.close();
        }
    }
}
