package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInMessage.Progress;
import dev.recado.domain.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Records the newest messages and their exchanges. Thread-safe; listeners get every change in order.
public final class TrafficLog {
    private static final int MAX_TRACED_MESSAGES = 1_000;
    private static final int MAX_TRACES_PER_MESSAGE = 40;
    private static final int MAX_UNREAD_PER_USER = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, StandInMessage> messages;
    private final Map<String, List<HttpTrace>> traces = BoundedMap.droppingOldest(MAX_TRACED_MESSAGES);
    private final Map<String, String> lastFromUser;
    private final Map<String, Set<String>> unreadOfUser;
    private final Map<String, Integer> typings;
    private final List<StandInEvent.Listener> listeners = new CopyOnWriteArrayList<>();
    private long writes;

    TrafficLog(int capacity) {
        messages = BoundedMap.droppingOldest(capacity);
        lastFromUser = BoundedMap.droppingOldest(capacity);
        unreadOfUser = BoundedMap.droppingOldest(capacity);
        typings = BoundedMap.droppingOldest(capacity);
    }

    public void listen(StandInEvent.Listener listener) {
        listeners.add(listener);
    }

    public void unlisten(StandInEvent.Listener listener) {
        listeners.remove(listener);
    }

    public void put(StandInMessage message) {
        locked(() -> {
            remember(message);
            return notifyListeners(new StandInEvent.MessageChanged(message));
        });
    }

    /// Changes the progress of a message; `step` returns it unchanged to keep it.
    Optional<StandInMessage> advance(String sid, UnaryOperator<Progress> step) {
        return locked(() -> {
            var message = messages.get(sid);
            if (message == null) {
                return Optional.empty();
            }
            var progress = step.apply(message.progress());
            if (progress.equals(message.progress())) {
                return Optional.of(message);
            }
            var advanced = message.with(progress);
            messages.put(sid, advanced);
            trackUnread(advanced);
            notifyListeners(new StandInEvent.MessageChanged(advanced));
            return Optional.of(advanced);
        });
    }

    public boolean delete(String sid) {
        return locked(() -> {
            var known = messages.remove(sid) != null;
            if (known) {
                notifyListeners(new StandInEvent.MessageDeleted(sid));
            }
            return known;
        });
    }

    public void trace(String sid, HttpTrace trace) {
        locked(() -> {
            rememberTrace(sid, trace);
            return notifyListeners(new StandInEvent.Traced(sid, trace));
        });
    }

    public void typing(StandInEvent.Typing typing) {
        locked(() -> {
            typings.merge(typing.user(), 1, Integer::sum);
            return notifyListeners(typing);
        });
    }

    /// How often the typing indicator was shown to this user.
    public int typings(String user) {
        return locked(() -> typings.getOrDefault(user, 0));
    }

    /// Restores a message of an earlier run without notifying listeners.
    void restore(StandInMessage message) {
        locked(() -> {
            remember(message);
            return true;
        });
    }

    void restoreTrace(String sid, HttpTrace trace) {
        locked(() -> {
            rememberTrace(sid, trace);
            return true;
        });
    }

    void restoreDeleted(String sid) {
        locked(() -> Optional.ofNullable(messages.remove(sid)));
    }

    public Optional<StandInMessage> find(String sid) {
        return locked(() -> Optional.ofNullable(messages.get(sid)));
    }

    public List<StandInMessage> messages() {
        return locked(() -> List.copyOf(messages.values()));
    }

    public List<HttpTrace> traces(String sid) {
        return locked(() -> List.copyOf(traces.getOrDefault(sid, List.of())));
    }

    /// The SID of the newest message of a user.
    public @Nullable String lastFrom(String user) {
        return locked(() -> Optional.ofNullable(lastFromUser.get(user))).orElse(null);
    }

    /// Marks the message `sid` of this user, and those received before it, as read. A repeat does nothing.
    public void markRead(String user, String sid, Instant now) {
        var unread = unreadOf(user);
        unread.subList(0, unread.indexOf(sid) + 1).forEach(each -> markRead(each, each.equals(sid), now));
    }

    /// Marks all received messages of this user as read.
    public void markAllRead(String user, Instant now) {
        unreadOf(user).forEach(each -> markRead(each, false, now));
    }

    private void markRead(String sid, boolean always, Instant now) {
        advance(sid, p -> always || p.status().equals("received") ? p.reached("read", now) : p);
    }

    private List<String> unreadOf(String user) {
        return locked(() -> List.copyOf(unreadOfUser.getOrDefault(user, Set.of())));
    }

    public boolean await(Predicate<List<StandInMessage>> condition, Duration atMost) throws InterruptedException {
        var remaining = atMost.toNanos();
        while (true) {
            long seenWrites = locked(() -> writes);
            if (condition.test(messages())) {
                return true;
            }
            lock.lockInterruptibly();
            try {
                while (writes == seenWrites) {
                    if (remaining <= 0) {
                        return false;
                    }
                    remaining = changed.awaitNanos(remaining);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void remember(StandInMessage message) {
        messages.put(message.sid(), message);
        if (message.inbound()) {
            lastFromUser.put(message.user(), message.sid());
            var other = message.content().detail("alsoKnownAs");
            if (!other.isEmpty()) {
                lastFromUser.put(other, message.sid());
            }
            trackUnread(message);
        }
    }

    private void trackUnread(StandInMessage message) {
        if (!message.inbound()) {
            return;
        }
        var unread = unreadOfUser.computeIfAbsent(message.user(), _ -> new LinkedHashSet<>());
        if (message.status().equals("read")) {
            unread.remove(message.sid());
        } else if (unread.size() < MAX_UNREAD_PER_USER) {
            unread.add(message.sid());
        }
    }

    private void rememberTrace(String sid, HttpTrace trace) {
        var messageTraces = traces.computeIfAbsent(sid, _ -> new ArrayList<>());
        if (messageTraces.size() < MAX_TRACES_PER_MESSAGE) {
            messageTraces.add(trace);
        }
    }

    private boolean notifyListeners(StandInEvent event) {
        writes++;
        changed.signalAll();
        listeners.forEach(listener -> listener.happened(event));
        return true;
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
