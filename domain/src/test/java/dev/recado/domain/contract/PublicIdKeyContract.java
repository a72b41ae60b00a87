package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.identity.PublicIds;
import org.junit.jupiter.api.Test;

/// The contract of every [PublicIdKey].
public interface PublicIdKeyContract {
    /// As this process sees it.
    PublicIdKey idKey();

    /// As another process on the same store sees it.
    PublicIdKey idKeyOfAnotherProcess();

    @Test
    default void allProcessesShareOneKey() {
        byte[] key = idKey().get();

        assertThat(key).hasSize(PublicIds.KEY).isNotEqualTo(new byte[PublicIds.KEY]);
        assertThat(idKeyOfAnotherProcess().get()).isEqualTo(key);
        assertThat(idKey().get()).isEqualTo(key);
    }

    @Test
    default void changingTheReturnedArrayDoesNotChangeTheKey() {
        byte[] key = idKey().get();
        byte[] before = key.clone();
        key[0]++;

        assertThat(idKey().get()).isEqualTo(before);
    }
}
