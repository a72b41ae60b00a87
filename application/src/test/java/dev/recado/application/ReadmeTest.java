package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void everySettingIsInTheTableWithItsDefault() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        for (CatalogueEntry entry : Catalogue.ALL) {
            String shown = entry.defaultValue() == null ? "–" : "`" + entry.defaultValue() + "`";
            assertThat(readme).contains("| `" + entry.variable() + "` | " + shown + " | " + entry.meaning() + " |");
        }
    }
}
