package dev.recado.application.catalogue;

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

/// One Markdown file of the project: its headings' anchors and its links, without what stands in code.
record MarkdownDocument(Path path, List<String> anchors, List<String> links, List<String> paths) {
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
        return of(path, Files.readString(path));
    }

    static MarkdownDocument of(Path path, String text) {
        List<String> anchors = new ArrayList<>();
        List<String> links = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        StringBuilder prose = new StringBuilder();
        boolean code = false;
        for (String line : text.lines().toList()) {
            if (line.strip().startsWith("```")) {
                code = !code;
            } else if (!code) {
                var heading = HEADING.matcher(line);
                if (heading.matches()) {
                    String anchor = anchor(heading.group(1));
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                }
                prose.append(line).append('\n');
            }
        }
        CODE.matcher(prose).results().map(found -> found.group(1)).filter(MarkdownDocument::isPath).forEach(paths::add);
        LINK.matcher(CODE.matcher(prose).replaceAll("code")).results().map(found -> found.group(1)).forEach(links::add);
        return new MarkdownDocument(path, anchors, links, paths);
    }

    /// As GitHub makes it of a heading, and MkDocs by the configured `slugify`.
    static String anchor(String heading) {
        String words =
                LINKED.matcher(heading).replaceAll("$1").replace("`", "").strip();
        return NOT_IN_ANCHORS.matcher(words.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
    }

    private static boolean isPath(String code) {
        return FILE.matcher(code).matches() && !code.contains("*") && !code.contains("/target/");
    }
}
