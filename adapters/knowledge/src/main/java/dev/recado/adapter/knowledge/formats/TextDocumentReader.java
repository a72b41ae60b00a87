package dev.recado.adapter.knowledge.formats;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads text files. A line in capitals, or one underlined with `===` or `---`, is a heading.
public final class TextDocumentReader {
    /// The encoding assumed for text that is not UTF-8: that of Windows in Western Europe and America.
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final Pattern UNDERLINE = Pattern.compile("={3,}|-{3,}");
    private static final int MAX_HEADING = 80;
    private static final int MIN_WRAPPED_LENGTH = 55;

    private TextDocumentReader() {}

    /// Decodes a file in UTF-8, UTF-16 with a byte-order mark, or windows-1252.
    static String decode(byte[] file) throws UnreadableDocumentException {
        if (file.length >= 2 && ((file[0] == -1 && file[1] == -2) || (file[0] == -2 && file[1] == -1))) {
            return new String(file, StandardCharsets.UTF_16);
        }
        for (int at = 0; at < Math.min(file.length, 1024); at++) {
            if (file[at] == 0) {
                throw new UnreadableDocumentException("not a text file");
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            return new String(file, WINDOWS);
        }
    }

    public static List<Section> read(byte[] file) throws UnreadableDocumentException {
        return sections(decode(file));
    }

    private static List<Section> sections(String text) throws UnreadableDocumentException {
        SectionBuilder sectionBuilder = new SectionBuilder();
        StringBuilder paragraph = new StringBuilder();
        List<String> lines = text.lines().map(String::strip).toList();
        String previous = "";
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            boolean underlined = at + 1 < lines.size()
                    && UNDERLINE.matcher(lines.get(at + 1)).matches()
                    && paragraph.isEmpty();
            if (line.isEmpty() || (paragraph.isEmpty() && isHeading(line, underlined))) {
                sectionBuilder.paragraph(paragraph.toString());
                paragraph.setLength(0);
                sectionBuilder.heading(1, line);
                at += underlined ? 1 : 0;
            } else if (!UNDERLINE.matcher(line).matches()) {
                boolean wrapped = previous.length() >= MIN_WRAPPED_LENGTH && Character.isLetterOrDigit(line.charAt(0));
                paragraph
                        .append(paragraph.isEmpty() ? "" : wrapped ? " " : "\n")
                        .append(line);
            }
            previous = line;
        }
        sectionBuilder.paragraph(paragraph.toString());
        return sectionBuilder.sections();
    }

    private static boolean isHeading(String line, boolean underlined) {
        if (line.length() > MAX_HEADING) {
            return false;
        }
        boolean capitals = line.equals(line.toUpperCase(Locale.ROOT))
                && line.chars().filter(Character::isLetter).count() > 3
                && line.chars().noneMatch(Character::isDigit)
                && ".,;!?".indexOf(line.charAt(line.length() - 1)) < 0;
        return underlined || capitals;
    }
}
