package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.intake.Processes;
import dev.recado.domain.intake.Processes.Other;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The contract of every [Processes].
public interface ProcessesContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /// The view of the process with this id; all share one store, empty for each test.
    Processes seenBy(String id);

    @Test
    default void eachProcessSeesTheOthersLastReports() {
        Processes one = seenBy("one");
        Processes two = seenBy("two");
        assertThat(one.others(Instant.EPOCH)).isEmpty();

        one.report(false, NOON);
        two.report(false, NOON);
        two.report(true, NOON.plusSeconds(1));

        assertThat(one.others(Instant.EPOCH)).containsExactly(new Other("two", true, NOON.plusSeconds(1)));
        assertThat(two.others(NOON)).containsExactly(new Other("one", false, NOON));
        assertThat(two.others(NOON.plusMillis(1))).as("not heard of since").isEmpty();
    }
}
