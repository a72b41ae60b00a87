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
        RecadoProcess first = town().start();
        town().say(ana, "uno");

        RecadoProcess second = town().launch("RECADO_PORT", Integer.toString(Town.freePort()));

        assertThat(second.exitCode(Duration.ofSeconds(30))).isPositive();
        assertThat(second.printed().lines())
                .singleElement()
                .asString()
                .startsWith("Recado did not start.")
                .contains("in use by another process", "RECADO_DATA_DIR");
        town().say(ana, "dos");
        town().twilio.awaitSentTo(ana, 2, Duration.ofSeconds(20));
        town().awaitQuiet(List.of(ana));
        assertThat(town().heardBy(ana)).containsExactly("uno", "dos");
        assertThat(first.isAlive()).isTrue();
    }
}
