package dev.recado.adapter.inbox.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What no browser complains about, and somebody would miss.
class PageContentTest {
    private static final Pattern TEXT = Pattern.compile("(?m)^  (\\w+): '(.*)',$");
    private static final Pattern SAID = Pattern.compile("\\bsay\\('(\\w+)'");
    private static final Pattern NAMED = Pattern.compile("data-(?:say|label)=\"(\\w+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    /// A module that is loaded when it is first needed.
    private static final Pattern LATER = Pattern.compile("import\\('\\./(\\w+\\.js)'\\)");
    /// What is loaded when it is opened.
    private static final String ON_DEMAND = "screens/";

    private static final int MOST_BYTES_AT_FIRST = 150_000;

    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            URI document = Objects.requireNonNull(PageFiles.class.getResource("index.html"))
                    .toURI();
            return Objects.requireNonNull(Path.of(document).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .filter(name -> name.endsWith(ending) && !name.endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> texts(String language) {
        Map<String, String> texts = new TreeMap<>();
        for (String folder : List.of("texts/", ON_DEMAND + "texts/")) {
            TEXT.matcher(read(folder + language + ".js"))
                    .results()
                    .forEach(text -> texts.put(text.group(1), text.group(2)));
        }
        return texts;
    }

    private static List<String> found(Pattern pattern, String in) {
        return pattern.matcher(in)
                .results()
                .map(result -> result.groupCount() == 0 ? result.group() : result.group(1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "fr", "pt"})
    void everyTextIsThereInEveryLanguageWithItsValues(String language) {
        Map<String, String> english = texts("en");
        Map<String, String> other = texts(language);

        assertThat(english).hasSizeGreaterThan(100);
        assertThat(other.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> {
            String there = other.getOrDefault(key, "");
            assertThat(new TreeSet<>(found(PLACE, there)))
                    .as("values in %s of %s", key, language)
                    .isEqualTo(new TreeSet<>(found(PLACE, text)));
            assertThat(there.split("\\|")).as("forms of %s", key).hasSameSizeAs(text.split("\\|"));
        });
    }

    private static Set<String> loadedLater() throws IOException {
        Set<String> later = new TreeSet<>();
        for (String module : names(".js")) {
            later.addAll(found(LATER, read(module)));
        }
        return later;
    }

    @Test
    void everyTextThatThePageShowsIsThere() throws IOException {
        TreeSet<String> shown = new TreeSet<>(found(NAMED, read("index.html")));
        for (String module : names(".js")) {
            shown.addAll(found(SAID, read(module)));
        }

        assertThat(shown).hasSizeGreaterThan(80);
        assertThat(texts("en").keySet()).containsAll(shown);
    }

    @Test
    void nothingRunsInline() throws IOException {
        String document = read("index.html");

        assertThat(document).doesNotContainPattern("\\son\\w+=").doesNotContain("style=", "<style", "javascript:");
        assertThat(found(Pattern.compile("<script[^>]*>[^<]"), document)).isEmpty();
        for (String module : names(".js")) {
            assertThat(read(module))
                    .as(module)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void everyModuleIsServedAndAskedForAtOnce() throws IOException {
        PageFiles files = new PageFiles();
        String document = new String(files.document().bytes(), UTF_8);

        for (String name : names("")) {
            assertThat(name.equals("index.html") || files.find(name).isPresent())
                    .as("%s is served", name)
                    .isTrue();
        }
        for (String module : names(".js")) {
            boolean later = module.startsWith(ON_DEMAND) || loadedLater().contains(module);
            assertThat(module.startsWith("texts/") || later != document.contains("/" + module + '"'))
                    .as("%s is loaded ahead of its import", module)
                    .isTrue();
        }
    }

    @Test
    void theFirstLoadIsSmall() throws IOException {
        long bytes = 0;
        for (String name : names("")) {
            boolean otherLanguage = name.startsWith("texts/") && !name.equals("texts/es.js");
            boolean later = name.startsWith(ON_DEMAND) || loadedLater().contains(name);
            bytes += otherLanguage || later || name.endsWith(".png") ? 0 : Files.size(FOLDER.resolve(name));
        }

        assertThat(bytes).isLessThan(MOST_BYTES_AT_FIRST);
    }
}
