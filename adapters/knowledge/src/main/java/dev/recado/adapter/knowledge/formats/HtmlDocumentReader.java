package dev.recado.adapter.knowledge.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Reads web pages as a reader sees them: hidden content is left out. It fetches nothing and runs no script.
public final class HtmlDocumentReader {
    private static final Set<String> SKIPPED_ELEMENTS = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "head",
            "nav",
            "iframe",
            "object",
            "svg",
            "form",
            "button",
            "select",
            "audio",
            "video",
            "canvas");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "ul",
            "ol",
            "dl",
            "pre",
            "blockquote",
            "figure",
            "table",
            "address",
            "details",
            "summary",
            "hr",
            "dt",
            "dd",
            "body",
            "html");
    private static final Pattern HIDDEN = Pattern.compile(
            "display:none|visibility:hidden|visibility:collapse|opacity:0(?![.0-9]*[1-9])|font-size:0(?![.0-9]*[1-9])"
                    + "|text-indent:-\\d{3}|left:-\\d{4}|clip:rect\\(0|color:transparent");
    private static final int MAX_DEPTH = 200;

    private final SectionBuilder sectionBuilder = new SectionBuilder();
    private final StringBuilder text = new StringBuilder();

    private HtmlDocumentReader() {}

    public static List<Section> read(byte[] file) throws UnreadableDocumentException {
        HtmlDocumentReader reader = new HtmlDocumentReader();
        org.jsoup.nodes.Document page = Jsoup.parse(TextDocumentReader.decode(file));
        reader.sectionBuilder.heading(1, page.title());
        reader.walk(page.body(), 0);
        reader.paragraph();
        return reader.sectionBuilder.sections();
    }

    /// The text of a fragment inside another format.
    static String words(String fragment) {
        org.jsoup.nodes.Document page = Jsoup.parseBodyFragment(fragment);
        page.body().select("*").forEach(element -> {
            if (isHidden(element)) {
                element.remove();
            }
        });
        return page.body().text();
    }

    private void walk(Element parent, int depth) throws UnreadableDocumentException {
        if (depth > MAX_DEPTH) {
            throw new UnreadableDocumentException("elements nested deeper than " + MAX_DEPTH);
        }
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText().replaceAll("\\s+", " "));
            } else if (node instanceof Element element && !isHidden(element)) {
                element(element, depth + 1);
            }
        }
    }

    private void element(Element element, int depth) throws UnreadableDocumentException {
        String name = element.normalName();
        if (name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1))) {
            paragraph();
            sectionBuilder.heading(1 + name.charAt(1) - '0', element.text());
        } else if (name.equals("br")) {
            text.append('\n');
        } else if (name.equals("li")) {
            paragraph();
            walk(element, depth);
            String item = SectionBuilder.oneLine(text.toString());
            text.setLength(0);
            sectionBuilder.line(item.isEmpty() ? "" : "- " + item);
        } else if (name.equals("table") && element.select("table").size() == 1) {
            paragraph();
            for (String line : TableLines.lines(rows(element))) {
                sectionBuilder.line(line);
            }
        } else if (BLOCKS.contains(name)) {
            paragraph();
            walk(element, depth);
            paragraph();
        } else {
            walk(element, depth);
        }
    }

    private void paragraph() throws UnreadableDocumentException {
        sectionBuilder.paragraph(text.toString().replaceAll("(?<! ) *+\\n *+", "\n"));
        text.setLength(0);
    }

    private static List<List<String>> rows(Element table) {
        List<List<String>> rows = new ArrayList<>();
        for (Element row : table.select("tr")) {
            if (!isHidden(row)) {
                rows.add(row.select("th, td").stream()
                        .filter(cell -> !isHidden(cell))
                        .map(cell -> words(cell.html()))
                        .toList());
            }
        }
        return rows;
    }

    private static boolean isHidden(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
        return SKIPPED_ELEMENTS.contains(element.normalName())
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || HIDDEN.matcher(style).find();
    }
}
