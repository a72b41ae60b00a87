package dev.recado.application;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One Markdown file of the project.
///
/// @param anchors of its headings
/// @param links outside of code
/// @param spans what stands in code within a line
/// @param code the lines of its code blocks
record MarkdownDocument(List<String> anchors, List<String> links, List<String> spans, List<String> code) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[(?:[^\\[\\]]|!\\[[^\\]]*])*]\\(\\s*<?([^)>\\s]+)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)(?: #+)?");
    private static final Pattern LINKED = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}_\\- ]");
    private static final Pattern FILE = Pattern.compile(
            "(?:adapters|application|docs|domain|scripts|\\.ci|\\.mvn|\\.github)/[\\p{Alnum}_./*-]*[\\p{Alnum}_/]");

    /// The documents people read: those beside the README, and everything under docs.
    static List<Path> all() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    static MarkdownDocument read(Path path) throws IOException {
        return of(Files.readString(path));
    }

    static MarkdownDocument of(String text) {
        List<String> anchors = new ArrayList<>();
        List<String> links = new ArrayList<>();
        List<String> spans = new ArrayList<>();
        List<String> code = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        StringBuilder prose = new StringBuilder();
        boolean inCode = false;
        for (String line : text.lines().toList()) {
            if (line.strip().startsWith("```")) {
                inCode = !inCode;
            } else if (inCode) {
                code.add(line);
            } else {
                var heading = HEADING.matcher(line);
                if (heading.matches()) {
                    String anchor = anchor(heading.group(1));
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                }
                prose.append(line).append('\n');
            }
        }
        CODE.matcher(prose).results().map(found -> found.group(1)).forEach(spans::add);
        LINK.matcher(CODE.matcher(prose).replaceAll("code"))
                .results()
                .map(found -> found.group(1))
                .forEach(links::add);
        return new MarkdownDocument(anchors, links, spans, code);
    }

    /// As GitHub makes it of a heading, and MkDocs by the configured `slugify`.
    static String anchor(String heading) {
        String words = LINKED.matcher(heading).replaceAll("$1").replace("`", "").strip();
        return NOT_IN_ANCHORS
                .matcher(words.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    /// What in its text is a path of the project.
    List<String> paths() {
        return spans.stream()
                .filter(span -> FILE.matcher(span).matches() && !span.contains("*") && !span.contains("/target/"))
                .toList();
    }
}
