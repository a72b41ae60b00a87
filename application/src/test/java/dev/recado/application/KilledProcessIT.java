package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A killed process on the embedded store.
class KilledProcessIT extends KilledProcess {
    @Override
    Map<String, String> store() {
        return Map.of();
    }

    @Test
    void aSecondProcessOnTheSameFolderIsTurnedAwayAndTheFirstGoesOn() throws Exception {
        String ana = "whatsapp:+15550110001";
        RecadoProcess first = testSetup().start();
        testSetup().say(ana, "uno");

        RecadoProcess second = testSetup().launch("RECADO_PORT", Integer.toString(ProcessTestSetup.freePort()));

        assertThat(second.exitCode(Duration.ofSeconds(30))).isPositive();
        assertThat(second.printed().lines())
                .singleElement()
                .asString()
                .startsWith("Recado did not start.")
                .contains("in use by another process", "RECADO_DATA_DIR");
        testSetup().say(ana, "dos");
        testSetup().twilio.awaitSentTo(ana, 2, Duration.ofSeconds(20));
        testSetup().awaitQuiet(List.of(ana));
        assertThat(testSetup().heardBy(ana)).containsExactly("uno", "dos");
        assertThat(first.isAlive()).isTrue();
    }
}
