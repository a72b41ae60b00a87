package dev.recado.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedMapTest {
    @Test
    void theOldestEntryIsDropped() {
        Map<String, Integer> map = BoundedMap.droppingOldest(2);
        map.put("a", 1);
        map.put("b", 1);
        assertThat(map.get("a")).isEqualTo(1);
        map.put("a", 2);
        map.put("c", 1);
        assertThat(map).containsOnlyKeys("b", "c");
    }

    @Test
    void theEntryThatWasNotUsedForTheLongestTimeIsDropped() {
        Map<String, Integer> map = BoundedMap.droppingLeastUsed(2);
        map.put("a", 1);
        map.put("b", 1);
        assertThat(map.get("a")).isEqualTo(1);
        map.put("c", 1);
        assertThat(map).containsOnlyKeys("a", "c");
    }

    @Test
    void everyWayToAddAnEntryIsBounded() {
        Map<String, Integer> map = BoundedMap.droppingOldest(1);
        map.put("a", 1);
        map.computeIfAbsent("b", _ -> 1);
        assertThat(map).containsOnlyKeys("b");
        map.merge("c", 1, Integer::sum);
        assertThat(map).containsOnlyKeys("c");
        map.compute("d", (_, _) -> 1);
        assertThat(map).containsOnlyKeys("d");
        map.putIfAbsent("e", 1);
        assertThat(map).containsOnlyKeys("e");
        map.putAll(Map.of("f", 1, "g", 1));
        assertThat(map).hasSize(1);
    }
}
