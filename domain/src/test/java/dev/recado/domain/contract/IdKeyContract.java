package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.model.PublicIds;
import dev.recado.domain.port.IdKey;
import org.junit.jupiter.api.Test;

/// What every {@link IdKey} does.
public interface IdKeyContract {
    /// As this process sees it.
    IdKey idKey();

    /// As another process on the same store sees it.
    IdKey idKeyOfAnotherProcess();

    @Test
    default void allProcessesHaveOneKey() {
        byte[] key = idKey().get();

        assertThat(key).hasSize(PublicIds.KEY).isNotEqualTo(new byte[PublicIds.KEY]);
        assertThat(idKeyOfAnotherProcess().get()).isEqualTo(key);
        assertThat(idKey().get()).isEqualTo(key);
    }

    @Test
    default void theKeyCannotBeChangedByWhoeverGotIt() {
        byte[] key = idKey().get();
        byte[] before = key.clone();
        key[0]++;

        assertThat(idKey().get()).isEqualTo(before);
    }
}
