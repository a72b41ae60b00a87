package dev.recado.adapter.knowledge;

import dev.recado.domain.guard.Injections;
import dev.recado.domain.model.Language;
import dev.recado.domain.port.LanguageDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Makes passages of a document. What cannot be seen in it, and what tries to instruct an assistant, is left out.
final class DocumentParser {
    static final String FORMATS = "md, txt, html, pdf, docx, csv";
    private static final Map<String, DocumentReader> READERS = Map.ofEntries(
            Map.entry("md", MarkdownText::read),
            Map.entry("markdown", MarkdownText::read),
            Map.entry("txt", PlainText::read),
            Map.entry("text", PlainText::read),
            Map.entry("html", HtmlText::read),
            Map.entry("htm", HtmlText::read),
            Map.entry("pdf", PdfText::read),
            Map.entry("docx", DocxText::read),
            Map.entry("csv", CsvText::read),
            Map.entry("tsv", CsvText::read));

    /// Invisible, but for what joins the parts of an emoji.
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\x{ad}\\x{200b}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{206f}\\x{feff}\\x{fff9}-\\x{fffb}"
                    + "\\x{e0000}-\\x{e00ff}[\\p{Cntrl}&&[^\\n\\t]]]");
    private static final int ENOUGH_WORDS = 8;

    private final LanguageDetector languages;
    private final Language usual;

    /// @param usual the language of a document that does not tell
    DocumentParser(LanguageDetector languages, Language usual) {
        this.languages = languages;
        this.usual = usual;
    }

    static boolean reads(String name) {
        return READERS.containsKey(ending(name));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    Parsed parse(String name, byte[] file) throws UnreadableDocument {
        DocumentReader reader = READERS.get(ending(name));
        if (reader == null) {
            throw new UnreadableDocument("not a format that is read (" + FORMATS + ")");
        }
        if (file.length == 0) {
            throw new UnreadableDocument("empty");
        }
        List<Section> harmless = new ArrayList<>();
        int leftOut = 0;
        for (Section section : reader.read(file)) {
            Section seen = seen(section);
            Section kept = harmless(seen);
            leftOut += kept.equals(seen) ? 0 : 1;
            harmless.add(kept);
        }
        List<PassageText> passages = passages(name, harmless);
        if (passages.isEmpty() && leftOut == 0) {
            throw new UnreadableDocument("no text in it");
        }
        return new Parsed(passages, leftOut);
    }

    private static Section seen(Section section) {
        return new Section(section.headings().stream().map(DocumentParser::seen).toList(), seen(section.text()));
    }

    private static String seen(String text) {
        return UNSEEN.matcher(text).replaceAll("");
    }

    private static Section harmless(Section section) {
        return new Section(
                section.headings().stream()
                        .filter(heading -> !Injections.isSuspicious(heading))
                        .toList(),
                Injections.without(section.text()));
    }

    private List<PassageText> passages(String name, List<Section> sections) {
        StringBuilder start = new StringBuilder();
        sections.forEach(section -> start.append(start.length() < 1000 ? section.text() + "\n" : ""));
        Language whole = languages.detect(start.toString()).orElse(usual);
        List<PassageText> passages = new ArrayList<>();
        for (Section section : sections) {
            for (String passage : PassageSplitter.split(section.text())) {
                boolean tells = passage.split("\\s+", ENOUGH_WORDS + 1).length > ENOUGH_WORDS;
                Language language = tells ? languages.detect(passage).orElse(whole) : whole;
                passages.add(new PassageText(name, section.headings(), passage, language));
            }
        }
        return passages;
    }

    /// @param leftOut how many sections had sentences that were left out
    record Parsed(List<PassageText> passages, int leftOut) {
        Parsed {
            passages = List.copyOf(passages);
        }
    }
}
