package dev.recado.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A map that drops an entry when a further one makes it too large. The maps that its methods return are those of
/// [Collections#synchronizedMap]: each call is atomic, and iteration needs a lock on the map.
public final class BoundedCache<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final int capacity;

    private BoundedCache(int capacity, boolean byUse) {
        super(INITIAL_CAPACITY, LOAD_FACTOR, byUse);
        this.capacity = capacity;
    }

    /// Creates a map that drops the entry whose key was added first. A new value of a known key keeps its place.
    public static <K, V> Map<K, V> droppingOldest(int capacity) {
        return Collections.synchronizedMap(new BoundedCache<>(capacity, false));
    }

    /// Creates a map that drops the entry that was not read or written for the longest time.
    public static <K, V> Map<K, V> droppingLeastUsed(int capacity) {
        return Collections.synchronizedMap(new BoundedCache<>(capacity, true));
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
