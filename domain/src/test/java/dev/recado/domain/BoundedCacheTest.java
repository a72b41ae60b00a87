package dev.recado.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {
    @Test
    void theOldestEntryIsDropped() {
        Map<String, Integer> cache = BoundedCache.droppingOldest(2);
        cache.put("a", 1);
        cache.put("b", 1);
        assertThat(cache.get("a")).isEqualTo(1);
        cache.put("a", 2);
        cache.put("c", 1);
        assertThat(cache).containsOnlyKeys("b", "c");
    }

    @Test
    void theEntryThatWasNotUsedForTheLongestTimeIsDropped() {
        Map<String, Integer> cache = BoundedCache.droppingLeastUsed(2);
        cache.put("a", 1);
        cache.put("b", 1);
        assertThat(cache.get("a")).isEqualTo(1);
        cache.put("c", 1);
        assertThat(cache).containsOnlyKeys("a", "c");
    }

    @Test
    void everyWayToAddAnEntryIsBounded() {
        Map<String, Integer> cache = BoundedCache.droppingOldest(1);
        cache.put("a", 1);
        cache.computeIfAbsent("b", _ -> 1);
        assertThat(cache).containsOnlyKeys("b");
        cache.merge("c", 1, Integer::sum);
        assertThat(cache).containsOnlyKeys("c");
        cache.compute("d", (_, _) -> 1);
        assertThat(cache).containsOnlyKeys("d");
        cache.putIfAbsent("e", 1);
        assertThat(cache).containsOnlyKeys("e");
        cache.putAll(Map.of("f", 1, "g", 1));
        assertThat(cache).hasSize(1);
    }
}
