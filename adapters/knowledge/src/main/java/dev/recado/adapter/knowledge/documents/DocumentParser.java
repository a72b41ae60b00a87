package dev.recado.adapter.knowledge.documents;

import dev.recado.adapter.knowledge.formats.CsvDocumentReader;
import dev.recado.adapter.knowledge.formats.DocumentReader;
import dev.recado.adapter.knowledge.formats.DocxDocumentReader;
import dev.recado.adapter.knowledge.formats.HtmlDocumentReader;
import dev.recado.adapter.knowledge.formats.MarkdownDocumentReader;
import dev.recado.adapter.knowledge.formats.PdfDocumentReader;
import dev.recado.adapter.knowledge.formats.Section;
import dev.recado.adapter.knowledge.formats.TextDocumentReader;
import dev.recado.adapter.knowledge.formats.UnreadableDocumentException;
import dev.recado.adapter.knowledge.search.DocumentPassage;
import dev.recado.domain.guard.InjectionDetector;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.LanguageDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Parses a document to passages. Leaves out invisible text, and sentences that try to instruct an assistant.
public final class DocumentParser {
    static final String FORMATS = "md, txt, html, pdf, docx, csv";
    private static final Map<String, DocumentReader> READERS = Map.ofEntries(
            Map.entry("md", MarkdownDocumentReader::read),
            Map.entry("markdown", MarkdownDocumentReader::read),
            Map.entry("txt", TextDocumentReader::read),
            Map.entry("text", TextDocumentReader::read),
            Map.entry("html", HtmlDocumentReader::read),
            Map.entry("htm", HtmlDocumentReader::read),
            Map.entry("pdf", PdfDocumentReader::read),
            Map.entry("docx", DocxDocumentReader::read),
            Map.entry("csv", CsvDocumentReader::read),
            Map.entry("tsv", CsvDocumentReader::read));

    /// Invisible characters, except those that join the parts of an emoji.
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\x{ad}\\x{200b}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{206f}\\x{feff}\\x{fff9}-\\x{fffb}"
                    + "\\x{e0000}-\\x{e00ff}[\\p{Cntrl}&&[^\\n\\t]]]");
    private static final int MIN_WORDS_TO_DETECT = 8;

    private final LanguageDetector languages;
    private final Language defaultLanguage;

    /// @param defaultLanguage the language of a document whose language is not detected
    public DocumentParser(LanguageDetector languages, Language defaultLanguage) {
        this.languages = languages;
        this.defaultLanguage = defaultLanguage;
    }

    static boolean reads(String name) {
        return READERS.containsKey(extension(name));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    public Parsed parse(String name, byte[] file) throws UnreadableDocumentException {
        DocumentReader reader = READERS.get(extension(name));
        if (reader == null) {
            throw new UnreadableDocumentException("not a format that is read (" + FORMATS + ")");
        }
        if (file.length == 0) {
            throw new UnreadableDocumentException("empty");
        }
        List<Section> harmless = new ArrayList<>();
        int leftOut = 0;
        for (Section section : reader.read(file)) {
            Section visible = visible(section);
            Section kept = harmless(visible);
            leftOut += kept.equals(visible) ? 0 : 1;
            harmless.add(kept);
        }
        List<DocumentPassage> passages = passages(name, harmless);
        if (passages.isEmpty() && leftOut == 0) {
            throw new UnreadableDocumentException("no text in it");
        }
        return new Parsed(passages, leftOut);
    }

    private static Section visible(Section section) {
        return new Section(
                section.headings().stream().map(DocumentParser::visible).toList(), visible(section.text()));
    }

    private static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }

    private static Section harmless(Section section) {
        return new Section(
                section.headings().stream()
                        .filter(heading -> !InjectionDetector.isSuspicious(heading))
                        .toList(),
                InjectionDetector.without(section.text()));
    }

    private List<DocumentPassage> passages(String name, List<Section> sections) {
        StringBuilder start = new StringBuilder();
        sections.forEach(section -> start.append(start.length() < 1000 ? section.text() + "\n" : ""));
        Language documentLanguage = languages.detect(start.toString()).orElse(defaultLanguage);
        List<DocumentPassage> passages = new ArrayList<>();
        for (Section section : sections) {
            for (String passage : PassageSplitter.split(section.text())) {
                boolean isLongEnough = passage.split("\\s+", MIN_WORDS_TO_DETECT + 1).length > MIN_WORDS_TO_DETECT;
                Language language =
                        isLongEnough ? languages.detect(passage).orElse(documentLanguage) : documentLanguage;
                passages.add(new DocumentPassage(name, section.headings(), passage, language));
            }
        }
        return passages;
    }

    /// @param leftOut how many sections had sentences that were left out
    public record Parsed(List<DocumentPassage> passages, int leftOut) {
        public Parsed {
            passages = List.copyOf(passages);
        }
    }
}
