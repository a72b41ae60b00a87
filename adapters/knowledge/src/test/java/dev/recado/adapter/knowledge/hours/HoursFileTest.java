package dev.recado.adapter.knowledge.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoursFileTest {
    private static final String HOURS = "zone: %s\nweekly: {monday: 9:00-14:00}\n";

    @Test
    void withoutAFileThereAreNoHours() {
        HoursFile file = new HoursFile(null);
        file.refresh();

        assertThat(file.current()).isEmpty();
    }

    @Test
    void anInvalidFileStopsTheStart(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("hours.yaml"), "zone: UTC");

        assertThatThrownBy(() -> new HoursFile(path.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no weekly");
    }

    @Test
    void aNewVersionReplacesTheOldOneUnlessItIsInvalid(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("hours.yaml"), String.format(HOURS, "Europe/Madrid"));
        HoursFile file = new HoursFile(path.toString());
        assertThat(zone(file)).isEqualTo(ZoneId.of("Europe/Madrid"));

        Files.writeString(path, String.format(HOURS, "America/Bogota"));
        file.refresh();
        assertThat(zone(file)).as("the file may still be being written").isEqualTo(ZoneId.of("Europe/Madrid"));
        file.refresh();
        assertThat(zone(file)).isEqualTo(ZoneId.of("America/Bogota"));

        Files.writeString(path, "zone: nowhere");
        file.refresh();
        file.refresh();
        assertThat(zone(file)).isEqualTo(ZoneId.of("America/Bogota"));
        assertThat(file.problem()).contains("RECADO_HOURS_FILE", "line 1");

        Files.writeString(path, String.format(HOURS, "UTC"));
        file.refresh();
        file.refresh();
        assertThat(zone(file)).isEqualTo(ZoneId.of("UTC"));
        assertThat(file.problem()).isEmpty();
    }

    private static ZoneId zone(HoursFile file) {
        return file.current().orElseThrow().zone();
    }
}
