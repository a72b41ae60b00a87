package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.privacy.Erasure;
import dev.recado.domain.privacy.Erasures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [Erasures].
public interface ErasuresContract {
    Instant BEGUN = Instant.parse("2026-11-21T12:00:00Z");
    Instant DUE = BEGUN.plusSeconds(30);

    /// The store under test, empty.
    Erasures erasures();

    private Erasure one() {
        return erasures().find("d1").orElseThrow();
    }

    private void begin() {
        erasures().begin("d1", Set.of("d1", "d2"), "sealed", BEGUN, DUE);
    }

    @Test
    default void aRequestIsStoredWithWhatItErased() {
        assertThat(erasures().find("d1")).isEmpty();
        begin();
        assertThat(one()).isEqualTo(new Erasure("d1", Set.of("d1", "d2"), "sealed", BEGUN, 0, Map.of(), List.of()));

        erasures().count("d1", "events", 3);
        erasures().count("d1", "events", 2);
        erasures().count("unknown", "events", 2);
        erasures().addFiles("d1", List.of("f1", "f2"));
        erasures().addFiles("d1", List.of("f2"));

        assertThat(one().erased()).containsExactly(Map.entry("events", 5L));
        assertThat(one().files()).containsExactly("f1", "f2");
        assertThat(erasures().find("unknown")).isEmpty();
    }

    @Test
    default void aDueRequestIsClaimedOnce() {
        begin();
        assertThat(erasures().claim(DUE.minusMillis(1), DUE.plusSeconds(60), 10))
                .isEmpty();
        assertThat(erasures().claim(DUE, DUE.plusSeconds(60), 10)).containsExactly(one());
        assertThat(erasures().claim(DUE, DUE.plusSeconds(60), 10)).isEmpty();
        assertThat(erasures().claim(DUE.plusSeconds(60), DUE.plusSeconds(99), 10))
                .hasSize(1);
        erasures().postpone("d1", DUE.plusSeconds(61));
        assertThat(erasures().claim(DUE.plusSeconds(61), DUE.plusSeconds(99), 10))
                .hasSize(1);
    }

    @Test
    default void theKeysAreForgottenWhenNothingIsLeftToDo() {
        begin();
        erasures().passed("d1", BEGUN, DUE.plusSeconds(30));
        assertThat(one().isDone()).isTrue();
        assertThat(one().sealedKeys()).isEqualTo("sealed");

        erasures().passed("d1", BEGUN, null);

        assertThat(one().passes()).isEqualTo(2);
        assertThat(one().sealedKeys()).isNull();
        erasures().postpone("d1", DUE);
        assertThat(erasures().claim(DUE.plusSeconds(999), DUE.plusSeconds(9_999), 10))
                .isEmpty();
    }

    @Test
    default void aRequestThatBeginsAgainIsNotEndedByTheEarlierOne() {
        begin();
        erasures().count("d1", "events", 3);
        erasures().begin("d1", Set.of("d1"), "sealed anew", BEGUN.plusSeconds(5), DUE);

        erasures().passed("d1", BEGUN, null);

        assertThat(one().isDone()).isFalse();
        assertThat(one().sealedKeys()).isEqualTo("sealed anew");
        assertThat(one().count("events")).isEqualTo(3);
    }

    @Test
    default void requestsThatChangedLatelyAreFound() {
        begin();
        assertThat(erasures().changedSince(Instant.EPOCH, 10)).containsExactly(one());
        assertThat(erasures().changedSince(Instant.parse("2999-01-01T00:00:00Z"), 10))
                .isEmpty();
    }
}
