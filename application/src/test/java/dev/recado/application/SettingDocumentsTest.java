package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.application.catalogue.SettingCatalogue;
import dev.recado.application.catalogue.SettingDefinition;
import dev.recado.application.configuration.Configuration;
import dev.recado.application.configuration.DotEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the documents say about settings is what the catalogue says. `make settings` writes it anew.
class SettingDocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^# ([A-Z][A-Z_]+)=(.*)$");

    private static Map<String, String> example(Path folder) throws IOException {
        String file = SettingDocuments.exampleFile();
        return DotEnv.read(Files.writeString(
                folder.resolve(".env"), ASSIGNMENT.matcher(file).replaceAll("$1=$2")));
    }

    @Test
    void theTablesAreUpToDate() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/reference/settings.md"));

        assertThat(document).isEqualTo(SettingDocuments.withTables(document));
    }

    @Test
    void theExampleFileIsUpToDate() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".env.example"))).isEqualTo(SettingDocuments.exampleFile());
    }

    @Test
    void theExampleFileHasEverySettingOnceThatCanBeSet(@TempDir Path folder) throws IOException {
        List<String> settings = SettingCatalogue.ALL.stream()
                .filter(setting -> !setting.isWithdrawn())
                .map(SettingDefinition::variable)
                .toList();

        assertThat(example(folder).keySet()).containsExactlyInAnyOrderElementsOf(settings);
        assertThat(ASSIGNMENT.matcher(SettingDocuments.exampleFile()).results()).hasSameSizeAs(settings);
    }

    @Test
    void theExampleFileShowsDefaultsAndMarksThem(@TempDir Path folder) throws IOException {
        Map<String, String> example = example(folder);
        String file = SettingDocuments.exampleFile();
        for (SettingDefinition setting : SettingCatalogue.ALL) {
            String value = setting.defaultValue();
            if (value != null) {
                assertThat(example).containsEntry(setting.variable(), value);
            }
            if (!setting.isWithdrawn()) {
                String entry = file.substring(0, file.indexOf("\n# " + setting.variable() + "="));
                assertThat(entry.substring(entry.lastIndexOf("\n\n")))
                        .startsWith("\n\n# (" + (setting.defaultValue() != null ? "default" : "")
                                + (setting.example() != null ? "example" : "")
                                + (setting.defaultValue() == null && setting.example() == null ? "yours" : "") + ")");
            }
        }
    }

    @Test
    void everyExampleCanBeUsedAsItStands() {
        for (SettingDefinition setting : SettingCatalogue.ALL) {
            String value = setting.example();
            if (value != null && !setting.expected().endsWith(" that can be read")) {
                assertThat(setting.checked(value)).as(setting.variable()).isEqualTo(value);
            }
        }
    }

    @Test
    void theDefaultsOfTheExampleFileAreAConfiguration() {
        Map<String, String> defaults = SettingCatalogue.ALL.stream()
                .filter(setting -> setting.defaultValue() != null)
                .collect(Collectors.toMap(
                        SettingDefinition::variable, setting -> Objects.requireNonNull(setting.defaultValue())));

        assertThat(Configuration.of(Map.of(), defaults).properties())
                .isEqualTo(Configuration.of(Map.of(), Map.of()).properties());
    }
}
