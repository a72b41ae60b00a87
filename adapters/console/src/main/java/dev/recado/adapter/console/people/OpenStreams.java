package dev.recado.adapter.console.people;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/// Counts the streams that are open, so that nobody opens so many that others get none. Thread-safe.
@Singleton
final class OpenStreams {
    private static final int MOST = 2_000;
    /// More than the tabs and devices of a person.
    static final int MOST_OF_ONE = 25;

    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    /// @param who the id of the caller
    synchronized boolean isFull(String who) {
        return all >= MOST || open.getOrDefault(who, 0) >= MOST_OF_ONE;
    }

    synchronized void add(String who) {
        all++;
        open.merge(who, 1, Integer::sum);
    }

    synchronized void remove(String who) {
        all--;
        open.computeIfPresent(who, (_, count) -> count > 1 ? count - 1 : null);
    }
}
