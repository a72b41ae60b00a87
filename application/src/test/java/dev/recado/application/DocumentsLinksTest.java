package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every link between documents leads to a file and a heading that exist, and every document can be found.
class DocumentsLinksTest {
    private static final Path DOCS = MarkdownDocument.ROOT.resolve("docs");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?|mailto):.*");

    @Test
    void everyLinkAndAnchorLeadsSomewhere() throws IOException {
        List<Path> documents = MarkdownDocument.all();
        assertThat(documents).hasSizeGreaterThan(100);

        assertThat(broken(documents)).isEmpty();
    }

    @Test
    void everyPathThatADocumentNamesExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : MarkdownDocument.all()) {
            for (String path : MarkdownDocument.read(document).paths()) {
                if (!Files.exists(MarkdownDocument.ROOT.resolve(path))) {
                    missing.add(name(document) + ": " + path);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /// The site is made of docs alone, so a link to any other file would be dead there.
    @Test
    void noDocumentOfTheSiteLinksOutOfIt() throws IOException {
        List<String> outside = new ArrayList<>();
        for (Path document : siteDocuments()) {
            for (String link : MarkdownDocument.read(document).links()) {
                if (!ELSEWHERE.matcher(link).matches()
                        && !target(document, link).startsWith(DOCS)) {
                    outside.add(name(document) + ": " + link);
                }
            }
        }
        assertThat(outside).isEmpty();
    }

    @Test
    void everyDocumentIsInTheSitesMenuOrInTheIndexOfDecisions() throws IOException {
        String menu = Files.readString(MarkdownDocument.ROOT.resolve("mkdocs.yml"));
        List<String> decisions =
                MarkdownDocument.read(DOCS.resolve("adr/README.md")).links();
        for (Path document : siteDocuments()) {
            String path = DOCS.relativize(document).toString();
            if (path.matches("adr/\\d{4}-.*")) {
                assertThat(decisions).contains(document.getFileName().toString());
            } else {
                assertThat(menu.lines().map(String::strip).filter(line -> line.endsWith(path)))
                        .as(path)
                        .anyMatch(line -> line.equals("- " + path) || line.endsWith(": " + path));
            }
        }
    }

    @Test
    void everyDecisionIsNumberedAsItsFile() throws IOException {
        try (Stream<Path> decisions = Files.list(DOCS.resolve("adr"))) {
            List<Path> records = decisions
                    .filter(file -> !file.endsWith("README.md"))
                    .sorted()
                    .toList();
            assertThat(records).hasSizeGreaterThan(90);
            for (Path file : records) {
                String number = file.getFileName().toString().substring(0, 4);
                assertThat(Files.readString(file)).as(name(file)).startsWith("# " + Integer.parseInt(number) + ". ");
            }
        }
    }

    @Test
    void everyTutorialAndHowToIsThereInSpanishToo() throws IOException {
        for (String folder : List.of("tutorial", "how-to")) {
            assertThat(names(DOCS.resolve("es").resolve(folder))).isEqualTo(names(DOCS.resolve(folder)));
        }
    }

    @Test
    void aBrokenLinkAndABrokenAnchorAreFound(@TempDir Path folder) throws IOException {
        Path there = Files.writeString(
                folder.resolve("there.md"),
                "# There\n\n## `POST /a`: ¿qué es?\n\n```\n# not a heading\n```\n\n## There\n");
        Path from = Files.writeString(folder.resolve("from.md"), """
                # From
                [a](there.md) [b](there.md#post-a-qué-es) [c](#from) [d](there.md#there-1) [e](https://example.com/x)
                [f](gone.md) [g](there.md#gone) [h](#gone) ![i](gone.png) [j](there.md#not-a-heading) `[k](code.md)`
                ```
                [l](code.md)
                ```
                """);

        assertThat(broken(List.of(there, from)).stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactly("gone.md", "there.md#gone", "#gone", "gone.png", "there.md#not-a-heading");
    }

    private static List<String> broken(List<Path> documents) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            for (String link : MarkdownDocument.read(document).links()) {
                if (!ELSEWHERE.matcher(link).matches() && !leadsSomewhere(document, link)) {
                    broken.add(name(document) + ": " + link);
                }
            }
        }
        return broken;
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        Path target = target(document, link);
        int hash = link.indexOf('#');
        Optional<String> anchor = hash < 0 ? Optional.empty() : Optional.of(link.substring(hash + 1));
        return Files.exists(target)
                && (anchor.isEmpty() || MarkdownDocument.read(target).anchors().contains(anchor.get()));
    }

    private static Path target(Path document, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        return file.isEmpty() ? document : document.resolveSibling(file).normalize();
    }

    private static List<Path> siteDocuments() throws IOException {
        return MarkdownDocument.all().stream()
                .filter(document -> document.startsWith(DOCS))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String name(Path document) {
        return document.startsWith(MarkdownDocument.ROOT)
                ? MarkdownDocument.ROOT.relativize(document).toString()
                : document.getFileName().toString();
    }
}
