package dev.recado.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes maps that drop an entry when a further one makes them too large. They are those of
/// [Collections#synchronizedMap]: each call is atomic, and iteration needs a lock on the map.
public final class BoundedMap {
    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private BoundedMap() {}

    /// Creates a map that drops the entry whose key was added first. A new value of a known key keeps its place.
    public static <K, V> Map<K, V> droppingOldest(int capacity) {
        return Collections.synchronizedMap(new Bounded<>(capacity, false));
    }

    /// Creates a map that drops the entry that was not read or written for the longest time.
    public static <K, V> Map<K, V> droppingLeastUsed(int capacity) {
        return Collections.synchronizedMap(new Bounded<>(capacity, true));
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int capacity;

        private Bounded(int capacity, boolean byUse) {
            super(INITIAL_CAPACITY, LOAD_FACTOR, byUse);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
        }
    }
}
