package dev.recado.adapter.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The faults ordered and not yet used up. Each request takes the oldest order that fits it; without one, all goes
/// well. Safe for many threads.
public final class FaultPlan {
    private static final class Order<F> {
        private final F fault;
        private final @Nullable String address;
        private int left;

        private Order(F fault, @Nullable String address, int left) {
            this.fault = fault;
            this.address = address;
            this.left = left;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Order<Fault>> creates = new ArrayDeque<>();
    private final Deque<Order<Fault>> lookups = new ArrayDeque<>();
    private final Deque<Order<Fault>> typings = new ArrayDeque<>();
    private final Deque<Order<CallbackFault>> callbacks = new ArrayDeque<>();
    private final Deque<Order<WebhookFault>> webhooks = new ArrayDeque<>();
    private final Deque<Order<Fault>> listings = new ArrayDeque<>();

    FaultPlan() {}

    /// The next `times` messages that Recado creates meet `fault`.
    public FaultPlan nextCreates(int times, Fault fault) {
        return order(creates, new Order<>(fault, null, times));
    }

    /// The next `times` messages to `address` (`whatsapp:+1555…`) meet `fault`; those to others do not.
    public FaultPlan nextCreatesTo(String address, int times, Fault fault) {
        return order(creates, new Order<>(fault, address, times));
    }

    /// The next `times` fetches and lists meet `fault`.
    public FaultPlan nextLookups(int times, Fault fault) {
        return order(lookups, new Order<>(fault, null, times));
    }

    /// The next `times` lists of what users sent (of a message's files, too) meet `fault`.
    public FaultPlan nextListings(int times, Fault fault) {
        return order(listings, new Order<>(fault, null, times));
    }

    /// The next `times` messages of the user at `address` meet `fault` on their way to Recado.
    public FaultPlan nextWebhooksOf(String address, int times, WebhookFault fault) {
        return order(webhooks, new Order<>(fault, address, times));
    }

    /// The next `times` typing indicators meet `fault`.
    public FaultPlan nextTypings(int times, Fault fault) {
        return order(typings, new Order<>(fault, null, times));
    }

    /// The status callbacks of the next `messages` messages meet `fault`.
    public FaultPlan nextCallbacks(int messages, CallbackFault fault) {
        return order(callbacks, new Order<>(fault, null, messages));
    }

    /// Forgets every order.
    public void clear() {
        lock.lock();
        try {
            creates.clear();
            lookups.clear();
            typings.clear();
            callbacks.clear();
            webhooks.clear();
            listings.clear();
        } finally {
            lock.unlock();
        }
    }

    /// How many faults are still to come.
    public int pending() {
        lock.lock();
        try {
            return left(creates) + left(lookups) + left(typings) + left(callbacks) + left(webhooks) + left(listings);
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Fault takeCreate(String to) {
        return take(creates, to);
    }

    @Nullable
    Fault takeLookup() {
        return take(lookups, "");
    }

    @Nullable
    Fault takeListing() {
        return take(listings, "");
    }

    @Nullable
    WebhookFault takeWebhook(String from) {
        return take(webhooks, from);
    }

    @Nullable
    Fault takeTyping() {
        return take(typings, "");
    }

    @Nullable
    CallbackFault takeCallback() {
        return take(callbacks, "");
    }

    /// What a fault answers instead of doing what was asked; null when it lets it pass.
    static @Nullable Answer refusal(@Nullable Fault fault) {
        return switch (fault) {
            case Fault.Throttle(var retryAfter) ->
                MessageResource.error(429, 20429, "Too Many Requests")
                        .with("Retry-After", Long.toString(Math.max(0, retryAfter.toSeconds())));
            case Fault.FailBefore(var status) -> MessageResource.error(status, 20500, "Internal Server Error");
            case Fault.Refuse(var code, var message) -> MessageResource.error(400, code, message);
            case Fault.CutBefore() -> new Answer.Cut();
            case Fault.FailAfter _, Fault.CutAfter _, Fault.Slow _, Fault.Undeliver _ -> null;
            case null -> null;
        };
    }

    private <F> FaultPlan order(Deque<Order<F>> orders, Order<F> order) {
        if (order.left < 1) {
            throw new IllegalArgumentException("a fault is ordered at least once, not " + order.left + " times");
        }
        lock.lock();
        try {
            orders.add(order);
            return this;
        } finally {
            lock.unlock();
        }
    }

    private <F> @Nullable F take(Deque<Order<F>> orders, String address) {
        lock.lock();
        try {
            for (Iterator<Order<F>> each = orders.iterator(); each.hasNext(); ) {
                var order = each.next();
                if (order.address == null || order.address.equals(address)) {
                    if (--order.left == 0) {
                        each.remove();
                    }
                    return order.fault;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static <F> int left(Deque<Order<F>> orders) {
        return orders.stream().mapToInt(order -> order.left).sum();
    }
}
