package dev.recado.adapter.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stands in for a provider on loopback: takes messages by its API, carries users' messages to Recado's webhook,
/// and tells by signed status callbacks how far each message got. It remembers what passed, and goes wrong to
/// order. Users are named by their address in any spelling that [Provider#address(String)] takes. Safe for many
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

    private final Workings workings;
    private final Ledger ledger;
    private final Receipts receipts;
    private final Carrier carrier;
    private final LoopbackServer server;
    private final @Nullable Journal journal;
    private volatile @Nullable Target target;

    StandIn(Workings workings, Receipts receipts, Carrier carrier, LoopbackServer server) {
        this.workings = workings;
        this.ledger = workings.ledger();
        this.receipts = receipts;
        this.carrier = carrier;
        this.server = server;
        var file = workings.options().journal();
        journal = file == null ? null : Journal.open(file, ledger);
    }

    /// A message of the user at `address`, put together in words that every provider has.
    public abstract UserMessage from(String address);

    /// The webhook that brought a message, to be carried once more.
    abstract StandInWebhook webhookOf(StandInMessage inbound);

    /// The address that users write to.
    public abstract String sender();

    public Provider provider() {
        return workings.provider();
    }

    /// The base URL of its API, for `TWILIO_API_BASE` or `WHATSAPP_API_BASE_URL`.
    public URI baseUrl() {
        return server.base();
    }

    /// Names Recado's webhook; until then no message can be carried there.
    public void pointAt(URI webhook) {
        pointAt(Target.of(webhook));
    }

    /// Names Recado's webhook, and goes on with the messages that an earlier run left on their way.
    public void pointAt(Target target) {
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
        return workings.faults();
    }

    /// From now on, webhooks and callbacks that Recado does not take with a 2xx are posted again, `every` so often
    /// and at most `most` times; a [#deliver(StandInWebhook)] waits for that. Without it, each is posted once.
    public void redeliver(Duration every, int most) {
        workings.redeliver(every, most);
    }

    /// Carries a user's message to Recado's webhook, waits for the answer, and sends what its TwiML says. The same
    /// webhook carried again is a redelivery.
    public Delivery deliver(StandInWebhook webhook) {
        var goal = target;
        if (goal == null) {
            throw new IllegalStateException("the stand-in has not been pointed at a webhook");
        }
        return carrier.carry(webhook, goal);
    }

    /// Carries the message `sid` once more, as it was.
    public Optional<Delivery> deliverAgain(String sid) {
        return ledger.find(sid).filter(StandInMessage::inbound).map(message -> deliver(webhookOf(message)));
    }

    /// Every message remembered, in and out, oldest first.
    public List<StandInMessage> messages() {
        return ledger.messages();
    }

    /// What Recado sent, oldest first.
    public List<StandInMessage> sent() {
        return ledger.messages().stream().filter(message -> !message.inbound()).toList();
    }

    /// What Recado sent to the user at `address`, oldest first.
    public List<StandInMessage> sentTo(String address) {
        var to = provider().address(address);
        return sent().stream().filter(message -> message.to().equals(to)).toList();
    }

    public Optional<StandInMessage> find(String sid) {
        return ledger.find(sid);
    }

    /// The exchanges around a message, oldest first.
    public List<HttpTrace> traces(String sid) {
        return ledger.traces(sid);
    }

    /// How many requests of this kind came from Recado so far, those refused included.
    public long asked(HttpTrace.Kind kind) {
        return workings.asked(kind);
    }

    /// How often it was shown to the user at `address` that Recado types.
    public int typingsShownTo(String address) {
        return ledger.typings(provider().address(address));
    }

    /// Waits until `condition` holds for all messages remembered.
    ///
    /// @return whether it came to hold in time
    public boolean await(Predicate<List<StandInMessage>> condition, Duration atMost) throws InterruptedException {
        return ledger.await(condition, atMost);
    }

    /// Waits until Recado has sent `count` messages to `address`, and gives them.
    public List<StandInMessage> awaitSentTo(String address, int count, Duration atMost) throws InterruptedException {
        if (!ledger.await(_ -> sentTo(address).size() >= count, atMost)) {
            throw new IllegalStateException(
                    sentTo(address).size() + " messages of " + count + " were sent to " + address + " in " + atMost);
        }
        return sentTo(address);
    }

    /// Tells `listener` all that happens from now on, until the handle is closed.
    public StandInEvent.Subscription listen(StandInEvent.Listener listener) {
        ledger.listen(listener);
        return () -> ledger.unlisten(listener);
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
        workings.close();
        receipts.close();
        if (journal != null) {
            journal.close();
        }
    }
}
