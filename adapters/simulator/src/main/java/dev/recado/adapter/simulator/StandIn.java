package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.core.DeliverySimulator;
import dev.recado.adapter.simulator.core.FaultPlan;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.core.StandInEvent;
import dev.recado.adapter.simulator.core.TrafficJournal;
import dev.recado.adapter.simulator.core.TrafficLog;
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

/// Stands in for a provider on loopback: takes messages by its API, carries users' messages to Recado's webhook,
/// and tells by signed status callbacks how far each message got. It remembers what passed, and goes wrong to
/// order. Users are named by their address in any spelling that [SimulatedProvider#address(String)] takes. Safe for
/// many
/// threads.
public abstract sealed class StandIn implements AutoCloseable permits TwilioStandIn, MetaStandIn {
    /// A user's message carried to Recado.
    ///
    /// @param sid the message's id; the first's, when the webhook brought several
    /// @param trace the last exchange, when it took several
    /// @param replies the messages that the answer held (TwiML)
    public record Delivery(String sid, HttpTrace trace, List<StandInMessage> replies) {
        public boolean accepted() {
            return trace.succeeded();
        }

        /// The status of Recado's answer, 0 when there was none.
        public int status() {
            var response = trace.response();
            return response == null ? 0 : response.status();
        }
    }

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

    /// A message of the user at `address`, put together in words that every provider has.
    public abstract UserMessageBuilder from(String address);

    /// The webhook that brought a message, to be carried once more.
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

    /// Names Recado's webhook; until then no message can be carried there.
    public void pointAt(URI webhook) {
        pointAt(WebhookTarget.of(webhook));
    }

    /// Names Recado's webhook, and goes on with the messages that an earlier run left on their way.
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

    /// From now on, webhooks and callbacks that Recado does not take with a 2xx are posted again, `every` so often
    /// and at most `most` times; a [#deliver(StandInWebhook)] waits for that. Without it, each is posted once.
    public void redeliver(Duration every, int most) {
        standInContext.redeliver(every, most);
    }

    /// Carries a user's message to Recado's webhook, waits for the answer, and sends what its TwiML says. The same
    /// webhook carried again is a redelivery.
    public Delivery deliver(StandInWebhook webhook) {
        var webhookTarget = target;
        if (webhookTarget == null) {
            throw new IllegalStateException("the stand-in has not been pointed at a webhook");
        }
        return webhookSender.carry(webhook, webhookTarget);
    }

    /// Carries the message `sid` once more, as it was.
    public Optional<Delivery> deliverAgain(String sid) {
        return trafficLog.find(sid).filter(StandInMessage::inbound).map(message -> deliver(webhookOf(message)));
    }

    /// Every message remembered, in and out, oldest first.
    public List<StandInMessage> messages() {
        return trafficLog.messages();
    }

    /// What Recado sent, oldest first.
    public List<StandInMessage> sent() {
        return trafficLog.messages().stream()
                .filter(message -> !message.inbound())
                .toList();
    }

    /// What Recado sent to the user at `address`, oldest first.
    public List<StandInMessage> sentTo(String address) {
        var to = provider().address(address);
        return sent().stream().filter(message -> message.to().equals(to)).toList();
    }

    public Optional<StandInMessage> find(String sid) {
        return trafficLog.find(sid);
    }

    /// The exchanges around a message, oldest first.
    public List<HttpTrace> traces(String sid) {
        return trafficLog.traces(sid);
    }

    /// How many requests of this kind came from Recado so far, those refused included.
    public long asked(HttpTrace.Kind kind) {
        return standInContext.asked(kind);
    }

    /// How often it was shown to the user at `address` that Recado types.
    public int typingsShownTo(String address) {
        return trafficLog.typings(provider().address(address));
    }

    /// Waits until `condition` holds for all messages remembered.
    ///
    /// @return whether it came to hold in time
    public boolean await(Predicate<List<StandInMessage>> condition, Duration atMost) throws InterruptedException {
        return trafficLog.await(condition, atMost);
    }

    /// Waits until Recado has sent `count` messages to `address`, and gives them.
    public List<StandInMessage> awaitSentTo(String address, int count, Duration atMost) throws InterruptedException {
        if (!trafficLog.await(_ -> sentTo(address).size() >= count, atMost)) {
            throw new IllegalStateException(
                    sentTo(address).size() + " messages of " + count + " were sent to " + address + " in " + atMost);
        }
        return sentTo(address);
    }

    /// Tells `listener` all that happens from now on, until the handle is closed.
    public StandInEvent.Subscription listen(StandInEvent.Listener listener) {
        trafficLog.listen(listener);
        return () -> trafficLog.unlisten(listener);
    }

    /// Users read at once the messages for which this holds (all, when it is never called); the others wait for
    /// [#read(String)].
    public void readAtOnceWhen(Predicate<StandInMessage> condition) {
        receipts.readAtOnceWhen(condition);
    }

    /// The user at `address` has seen all that was delivered.
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
