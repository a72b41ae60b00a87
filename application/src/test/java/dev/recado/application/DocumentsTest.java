package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents say what the code says: features, targets of make.
class DocumentsTest {
    private static final int README_BYTES = 10_000;
    private static final Path ROOT = Path.of("..");
    private static final Pattern MAKE_TARGET = Pattern.compile("^([a-z]+):.*## ");
    private static final Pattern MAKE_CALL = Pattern.compile("^make ([a-z]+)\\b");
    private static final Pattern NAME = Pattern.compile("`([A-Za-z]+(?:\\.[A-Za-z]+)?)`");

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.size(ROOT.resolve("README.md"))).isLessThanOrEqualTo(README_BYTES);
    }

    @Test
    void everyTargetOfMakeThatADocumentNamesExists() throws IOException {
        Set<String> targets = Files.readAllLines(ROOT.resolve("Makefile")).stream()
                .flatMap(line -> MAKE_TARGET.matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(targets).contains("run", "test");

        for (Path document : MarkdownDocument.all()) {
            MarkdownDocument text = MarkdownDocument.read(document);
            assertThat(Stream.concat(text.spans().stream(), text.code().stream())
                            .flatMap(words -> MAKE_CALL.matcher(words).results())
                            .map(found -> found.group(1)))
                    .as(document.toString())
                    .isSubsetOf(targets);
        }
    }

    @Test
    void everyTableHasItsRowsOnLinesOfTheirOwn() throws IOException {
        for (Path document : MarkdownDocument.all()) {
            assertThat(MarkdownTables.broken(Files.readString(document)))
                    .as(document.toString())
                    .isEmpty();
        }
    }

    @Test
    void aTableThatFlowedIntoAParagraphIsFound() {
        assertThat(MarkdownTables.broken("| read | as | | --- | --- | | `a` | `b` |"))
                .hasSize(1);
        assertThat(MarkdownTables.broken("| read | as | | --- | --- | | `a` |\n`b` | | `c` | `d` |\n"))
                .hasSize(2);
        assertThat(MarkdownTables.broken("| a | b |\n| --- | --- |\n| c |\n")).containsExactly("| c |");
        assertThat(MarkdownTables.broken("| a | b |\n| --- | --- |\n| `x|y` | d |\n\n```\n|no table\n```\n"))
                .isEmpty();
    }

    /// The third column of the table of features, as `SomeTest` or `SomeTest.someMethod`.
    @Test
    void everyFeatureHasATestThatExists() throws IOException {
        Map<String, Path> tests = tests();
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/features.md")).stream()
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
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), file -> file, (a, b) -> a));
        }
    }
}
