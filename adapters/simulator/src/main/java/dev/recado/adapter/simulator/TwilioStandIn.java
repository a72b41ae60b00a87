package dev.recado.adapter.simulator;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stands in for Twilio on loopback: takes messages by its REST API, carries users' messages to Recado's webhook,
/// and tells by signed status callbacks how far each message got. It remembers what passed, and goes wrong to
/// order. Safe for many threads.
public final class TwilioStandIn implements AutoCloseable {
    /// A user's message carried to Recado.
    ///
    /// @param replies the messages that the TwiML of the answer held
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

    private static final int MOST_BODY = 1 << 20;

    private final TwilioAccount account;
    private final InstantSource clock;
    private final Sids sids;
    private final Ledger ledger;
    private final FaultPlan faults = new FaultPlan();
    private final SignedPost poster;
    private final TwilioWebhooks webhooks;
    private final Receipts receipts;
    private final TwilioApi api;
    private final Carrier carrier;
    private final @Nullable Journal journal;
    private final LoopbackServer server;
    private volatile @Nullable Target target;

    private TwilioStandIn(StandInOptions options) {
        account = options.account();
        clock = options.clock();
        sids = new Sids(options.random());
        ledger = new Ledger(options.capacity());
        poster = new SignedPost(account.authToken(), clock, sids);
        webhooks = new TwilioWebhooks(account, sids, poster);
        receipts = new Receipts(ledger, poster, account, options.pace(), clock);
        api = new TwilioApi(account, ledger, receipts, faults, sids, clock);
        carrier = new Carrier(ledger, faults, api, receipts, sids, clock);
        journal = options.journal() == null ? null : Journal.open(options.journal(), ledger);
        server = LoopbackServer.start(options.port(), "twilio-stand-in", MOST_BODY, this::answer);
    }

    public static TwilioStandIn start(StandInOptions options) {
        return new TwilioStandIn(options);
    }

    /// The base URL of its REST API, for `TWILIO_API_BASE`.
    public URI baseUrl() {
        return server.base();
    }

    public TwilioAccount account() {
        return account;
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
            for (var message : ledger.messages()) {
                if (!message.inbound()
                        && (message.status().equals("queued")
                                || message.status().equals("sent"))) {
                    receipts.follow(message, null, null);
                }
            }
        }
    }

    public FaultPlan faults() {
        return faults;
    }

    /// Makes webhooks of this account.
    public TwilioWebhooks webhooks() {
        return webhooks;
    }

    /// Carries a user's message to Recado's webhook, waits for the answer, and sends what its TwiML says. The same
    /// webhook carried again is a redelivery.
    public Delivery deliver(TwilioWebhook webhook) {
        var goal = target;
        if (goal == null) {
            throw new IllegalStateException("the stand-in has not been pointed at a webhook");
        }
        return carrier.carry(webhook, goal);
    }

    /// Carries the message `sid` once more, as it was.
    public Optional<Delivery> deliverAgain(String sid) {
        return ledger.find(sid).filter(StandInMessage::inbound).map(message -> deliver(webhooks.of(message.form())));
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
        return sent().stream().filter(message -> message.to().equals(address)).toList();
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
        return api.asked(kind);
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
        receipts.close();
        webhooks.close();
        if (journal != null) {
            journal.close();
        }
    }

    private Answer answer(LoopbackServer.Incoming incoming) throws InterruptedException {
        return api.answer(incoming, server::pause);
    }
}
