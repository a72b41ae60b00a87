package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.people.SetupLinks;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [SetupLinks].
public interface SetupLinksContract {

    /// The store under test, empty.
    SetupLinks setupLinks();

    @Test
    default void aLinkIsUsedOnceOnly() {
        setupLinks().add("l-1", NOON.plusSeconds(60));
        setupLinks().add("l-2", NOON.plusSeconds(60));

        assertThat(setupLinks().isOpen("l-1", NOON)).isTrue();
        assertThat(setupLinks().isOpen("l-2", NOON)).isTrue();
        assertThat(setupLinks().take("l-3", NOON)).isFalse();
        List<Boolean> taken = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> setupLinks().take(i % 2 == 0 ? "l-1" : "l-2", NOON))
                .toList();
        assertThat(taken).containsOnlyOnce(true);
        for (String link : List.of("l-1", "l-2")) {
            assertThat(setupLinks().isOpen(link, NOON)).isFalse();
            assertThat(setupLinks().take(link, NOON)).isFalse();
        }
    }

    @Test
    default void clearedLinksAreVoidAndANewOneIsOpen() {
        setupLinks().add("l-1", NOON.plusSeconds(60));
        setupLinks().clear();
        assertThat(setupLinks().take("l-1", NOON)).isFalse();
        setupLinks().add("l-2", NOON.plusSeconds(60));
        assertThat(setupLinks().isOpen("l-2", NOON)).isTrue();
        assertThat(setupLinks().take("l-2", NOON)).isTrue();
    }

    @Test
    default void aLinkExpires() {
        setupLinks().add("l-1", NOON.plusSeconds(60));

        assertThat(setupLinks().isOpen("l-1", NOON.plusSeconds(60))).isFalse();
        assertThat(setupLinks().take("l-1", NOON.plusSeconds(60))).isFalse();
    }
}
