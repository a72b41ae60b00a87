package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.fault.CallbackFault;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.fault.WebhookFault;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The ordered faults that are not used up. Each request takes the oldest order that applies to it. Addresses may
/// have any form that [SimulatedProvider#address(String)] accepts. Thread-safe.
public final class FaultPlan {
    /// The kind of request that a fault affects.
    public enum On {
        SEND,
        LOOKUP,
        TYPING,
        CALLBACK,
        WEBHOOK,
        LISTING
    }

    private static final class Order {
        private final On on;
        private final Object fault;
        private final @Nullable String address;
        private int remaining;

        private Order(On on, Object fault, @Nullable String address, int remaining) {
            this.on = on;
            this.fault = fault;
            this.address = address;
            this.remaining = remaining;
        }
    }

    /// What is left of one order.
    ///
    /// @param fault a [Fault], a [CallbackFault] or a [WebhookFault]
    /// @param to the only user that it affects; null for all
    public record Pending(On on, Object fault, @Nullable String to, int times) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Order> orders = new ArrayList<>();
    private final Set<String> closedWindows = new LinkedHashSet<>();
    private final SimulatedProvider provider;

    FaultPlan(SimulatedProvider provider) {
        this.provider = provider;
    }

    /// Applies `fault` to the next `times` messages that Recado creates.
    public FaultPlan nextCreates(int times, Fault fault) {
        return order(On.SEND, fault, null, times);
    }

    /// Applies `fault` to the next `times` messages to `address` (`whatsapp:+1555…`).
    public FaultPlan nextCreatesTo(String address, int times, Fault fault) {
        return order(On.SEND, fault, address, times);
    }

    /// Applies `fault` to the next `times` fetches and lists (Meta: of the sender, or of a file).
    public FaultPlan nextLookups(int times, Fault fault) {
        return order(On.LOOKUP, fault, null, times);
    }

    /// Applies `fault` to the next `times` lists of users' messages or of a message's files. Meta has none.
    public FaultPlan nextListings(int times, Fault fault) {
        return order(On.LISTING, fault, null, times);
    }

    /// Applies `fault` to the delivery of the next `times` messages of the user at `address`.
    public FaultPlan nextWebhooksOf(String address, int times, WebhookFault fault) {
        return order(On.WEBHOOK, fault, address, times);
    }

    /// Applies `fault` to the next `times` typing indicators (Meta: also read marks).
    public FaultPlan nextTypings(int times, Fault fault) {
        return order(On.TYPING, fault, null, times);
    }

    /// Applies `fault` to the status callbacks of the next `messages` messages.
    public FaultPlan nextCallbacks(int messages, CallbackFault fault) {
        return order(On.CALLBACK, fault, null, messages);
    }

    /// Closes the service window, as if the user had last written more than 24 hours ago: until they write again,
    /// all but templates is refused (Twilio: 63016, Meta: 131047). It does not count as a pending fault.
    public FaultPlan closeWindowOf(String address) {
        return locked(() -> {
            closedWindows.add(provider.address(address));
            return this;
        });
    }

    /// Removes all orders, and opens all windows.
    public void clear() {
        locked(() -> {
            orders.clear();
            closedWindows.clear();
            return this;
        });
    }

    /// How many faults are pending.
    public int pending() {
        return locked(() -> orders.stream().mapToInt(order -> order.remaining).sum());
    }

    public FaultPlan order(On on, Object fault, @Nullable String address, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("a fault is ordered at least once, not " + times + " times");
        }
        return locked(() -> {
            orders.add(new Order(on, fault, address == null ? null : provider.address(address), times));
            return this;
        });
    }

    public List<Pending> orders() {
        return locked(() -> orders.stream()
                .map(order -> new Pending(order.on, order.fault, order.address, order.remaining))
                .toList());
    }

    public Set<String> closedWindows() {
        return locked(() -> new LinkedHashSet<>(closedWindows));
    }

    public boolean windowIsClosed(String address) {
        return locked(() -> closedWindows.contains(address));
    }

    /// The user wrote, so the window opens.
    void openWindowOf(String address) {
        locked(() -> closedWindows.remove(address));
    }

    @Nullable
    Fault takeCreate(String to) {
        return take(On.SEND, Fault.class, to);
    }

    public @Nullable Fault takeLookup() {
        return take(On.LOOKUP, Fault.class, "");
    }

    public @Nullable Fault takeListing() {
        return take(On.LISTING, Fault.class, "");
    }

    @Nullable
    WebhookFault takeWebhook(String from) {
        return take(On.WEBHOOK, WebhookFault.class, from);
    }

    public @Nullable Fault takeTyping() {
        return take(On.TYPING, Fault.class, "");
    }

    public @Nullable CallbackFault takeCallback() {
        return take(On.CALLBACK, CallbackFault.class, "");
    }

    private <F> @Nullable F take(On on, Class<F> type, String address) {
        lock.lock();
        try {
            for (var each = orders.iterator(); each.hasNext(); ) {
                var order = each.next();
                if (order.on == on && (order.address == null || order.address.equals(address))) {
                    if (--order.remaining == 0) {
                        each.remove();
                    }
                    return type.cast(order.fault);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
