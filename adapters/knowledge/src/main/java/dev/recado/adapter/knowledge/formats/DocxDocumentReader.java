package dev.recado.adapter.knowledge.formats;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads Word documents (Office Open XML): paragraphs, headings by their style, and tables. Hidden and deleted
/// text is left out. No entity is resolved, and at most [#MAX_UNPACKED] bytes are unpacked.
public final class DocxDocumentReader {
    static final long MAX_UNPACKED = 50L * 1024 * 1024;
    private static final int MAX_ENTRIES = 5_000;
    private static final String TEXT = "word/document.xml";
    private static final String STYLES = "word/styles.xml";
    private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
    private static final byte[] OLD_OR_ENCRYPTED = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private DocxDocumentReader() {}

    public static List<Section> read(byte[] file) throws UnreadableDocumentException {
        if (file.length > 4 && Arrays.equals(file, 0, 4, OLD_OR_ENCRYPTED, 0, 4)) {
            throw new UnreadableDocumentException("encrypted, or in Word's format before 2007");
        }
        try {
            Map<String, byte[]> parts = unpacked(file);
            byte[] text = parts.get(TEXT);
            if (text == null) {
                throw new UnreadableDocumentException("not a Word document");
            }
            byte[] styles = parts.get(STYLES);
            XMLStreamReader xml = xml(text);
            return new DocxBodyReader(xml, styles == null ? Map.of() : levels(xml(styles))).read();
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw new UnreadableDocumentException("not a readable Word document", e);
        }
    }

    private static Map<String, byte[]> unpacked(byte[] file) throws IOException, UnreadableDocumentException {
        Map<String, byte[]> parts = new HashMap<>();
        long remaining = MAX_UNPACKED;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new UnreadableDocumentException("more than " + MAX_ENTRIES + " files packed in it");
                }
                boolean wanted = Set.of(TEXT, STYLES).contains(entry.getName());
                ByteArrayOutputStream part = new ByteArrayOutputStream();
                byte[] buffer = new byte[16_384];
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    remaining -= read;
                    if (remaining < 0) {
                        throw new UnreadableDocumentException("unpacks to more than 50 MB");
                    }
                    if (wanted) {
                        part.write(buffer, 0, read);
                    }
                }
                if (wanted) {
                    parts.putIfAbsent(entry.getName(), part.toByteArray());
                }
            }
        }
        return parts;
    }

    private static XMLStreamReader xml(byte[] part) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory.createXMLStreamReader(new ByteArrayInputStream(part));
    }

    /// The heading level of each style. Style names are English in every version of Word; style ids are not.
    private static Map<String, Integer> levels(XMLStreamReader xml) throws XMLStreamException {
        Map<String, Integer> levels = new HashMap<>();
        String style = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("style")) {
                    style = DocxBodyReader.attribute(xml, "styleId");
                } else if (xml.getLocalName().equals("name")) {
                    String name = DocxBodyReader.attribute(xml, "val").toLowerCase(Locale.ROOT);
                    Matcher heading = HEADING.matcher(name);
                    if (heading.matches()) {
                        levels.put(style, 1 + Integer.parseInt(heading.group(1)));
                    } else if (name.equals("title")) {
                        levels.put(style, 1);
                    }
                }
            }
        }
        return levels;
    }
}
