package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A setting's name and default stand in the catalogue alone. Beans read settings by typed records
/// (`@ConfigurationProperties`) without defaults of their own.
class SettingsAreReadOnceTest {
    private static final Pattern ELSEWHERE = Pattern.compile("@(Value|Property)\\(|@Bindable\\b");

    private static List<Path> mainSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MarkdownDocument.ROOT)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file ->
                            MarkdownDocument.ROOT.relativize(file).toString().contains("src/main/java/"))
                    .forEach(sources::add);
        }
        return sources;
    }

    private static List<String> offences(String source) {
        return source.lines()
                .filter(line -> ELSEWHERE.matcher(line).find())
                .map(String::strip)
                .toList();
    }

    @Test
    void noBeanReadsASettingByItsNameOrHasADefault() throws IOException {
        List<Path> sources = mainSources();

        assertThat(sources).hasSizeGreaterThan(500);
        for (Path source : sources) {
            assertThat(offences(Files.readString(source))).as(source.toString()).isEmpty();
        }
    }

    @Test
    void theSearchFindsEachWay() {
        assertThat(offences("""
                A(@Value("${recado.language:es}") String language) {}
                B(@Property(name = "recado.language") String language) {}
                record C(@Bindable(defaultValue = "es") String language) {}
                @QueryValue(defaultValue = "20")
                record D(String language, @Nullable String defaultValue) {}
                """)).hasSize(3);
    }
}
