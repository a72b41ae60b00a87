package dev.recado.application.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessSetupTest {
    private static BusinessSetup simulated(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("RECADO_DATA_DIR", "data");
        return BusinessSetup.of(Configuration.of(all, Map.of()), true);
    }

    @Test
    void theBotOfTheExampleHasTheClinicsName() {
        assertThat(simulated(Map.of()).botName()).contains("Clínica Aurora");
    }

    @Test
    void aNameThatIsSetStays() {
        assertThat(simulated(Map.of("RECADO_BOT_NAME", "Marea")).botName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECADO_FAQ_FILE", "RECADO_KNOWLEDGE_DIR", "RECADO_SYSTEM_PROMPT_FILE"})
    void aBusinessOfOnesOwnHasNothingOfTheClinicsName(String setting) {
        assertThat(new BusinessSetup(true, List.of(setting), false, List.of()).botName())
                .isEmpty();
    }

    @Test
    void aRealProviderHasNothingOfTheClinicsName() {
        assertThat(new BusinessSetup(false, List.of(), false, List.of()).botName())
                .isEmpty();
    }
}
