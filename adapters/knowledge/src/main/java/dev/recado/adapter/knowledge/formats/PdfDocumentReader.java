package dev.recado.adapter.knowledge.formats;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/// Reads the text of PDF files, a section per page. A scanned page has no text.
public final class PdfDocumentReader {
    static final int MAX_PAGES = 500;
    private static final long MAX_IN_MEMORY = 64L * 1024 * 1024;
    private static final long MAX_UNPACKED = 512L * 1024 * 1024;
    private static final Pattern HYPHENATED = Pattern.compile("(\\p{Ll})-\\n(?=\\p{Ll})");
    private static final Pattern WRAPPED = Pattern.compile("(?<!\\n)\\n(?!\\n|[-•*–] |\\d+[.)] )");

    private PdfDocumentReader() {}

    public static List<Section> read(byte[] file) throws UnreadableDocumentException {
        MemoryUsageSetting memory = MemoryUsageSetting.setupMixed(MAX_IN_MEMORY, MAX_UNPACKED);
        try (PDDocument pdf = Loader.loadPDF(file, "", null, null, memory.streamCache)) {
            if (pdf.getNumberOfPages() > MAX_PAGES) {
                throw new UnreadableDocumentException("more than " + MAX_PAGES + " pages");
            }
            SectionBuilder sectionBuilder = new SectionBuilder();
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setLineSeparator("\n");
            stripper.setParagraphEnd("\n");
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                sectionBuilder.heading(1, "p. " + page);
                for (String paragraph : stripper.getText(pdf).split("\\n{2,}", -1)) {
                    sectionBuilder.paragraph(unwrapped(paragraph.strip()));
                }
            }
            List<Section> sections = sectionBuilder.sections();
            if (sections.isEmpty()) {
                throw new UnreadableDocumentException("no text in it: are its pages scanned?");
            }
            return sections;
        } catch (InvalidPasswordException e) {
            throw new UnreadableDocumentException("encrypted", e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new UnreadableDocumentException("not a readable PDF", e);
        }
    }

    private static String unwrapped(String paragraph) {
        String whole = HYPHENATED
                .matcher(paragraph.replaceAll("(?<! ) *+\\n *+", "\n"))
                .replaceAll("$1");
        return WRAPPED.matcher(whole).replaceAll(" ");
    }
}
