package dev.recado.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern NAME = Pattern.compile("`([A-Za-z]+(?:\\.[A-Za-z]+)?)`");

    @Test
    void everySettingIsInTheTableWithItsDefault() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        for (SettingDefinition entry : SettingCatalogue.ALL) {
            String shown = entry.defaultValue() == null ? "–" : "`" + entry.defaultValue() + "`";
            assertThat(readme).contains("| `" + entry.variable() + "` | " + shown + " | " + entry.meaning() + " |");
        }
    }

    /// The third column of the table of features, as `SomeTest` or `SomeTest.someMethod`.
    @Test
    void everyFeatureHasATestThatExists() throws IOException {
        Map<String, Path> tests = tests();
        List<String> rows = Files.readAllLines(Path.of("..", "README.md")).stream()
                .dropWhile(line -> !line.equals("| feature | where | test |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .filter(row -> !row.startsWith("| **") && !row.contains("| not yet |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(40);
        for (String row : rows) {
            List<String> named = NAME.matcher(row.substring(row.lastIndexOf(" | ", row.length() - 3)))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).as(row).isNotEmpty();
            for (String name : named) {
                List<String> words = List.of(name.split("\\.", -1));
                assertThat(tests).as(row).containsKey(words.getFirst());
                if (words.size() > 1) {
                    assertThat(Files.readString(tests.get(words.getFirst())))
                            .as(row)
                            .contains("void " + words.getLast() + "(");
                }
            }
        }
    }

    private static Map<String, Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), file -> file, (a, b) -> a));
        }
    }
}
