package dev.recado.domain.format;

import dev.recado.domain.format.RichText.Code;
import dev.recado.domain.format.RichText.Emphasis;
import dev.recado.domain.format.RichText.HtmlTag;
import dev.recado.domain.format.RichText.Image;
import dev.recado.domain.format.RichText.Inline;
import dev.recado.domain.format.RichText.LineBreak;
import dev.recado.domain.format.RichText.Link;
import dev.recado.domain.format.RichText.Strike;
import dev.recado.domain.format.RichText.Strong;
import dev.recado.domain.format.RichText.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Running text as styled lines.
final class StyledLines {

    private static final int LONGEST_SCHEME = "whatsapp:".length();

    private final List<StyledLine> lines = new ArrayList<>(List.of(new StyledLine()));

    StyledLines text(String text, int styles) {
        String clean = CleanText.characters(text);
        int start = 0;
        int end = CleanText.lineEnd(clean, 0);
        while (end < clean.length()) {
            lines.getLast().text(clean.substring(start, end), styles);
            lines.add(new StyledLine());
            start = end + 1;
            end = CleanText.lineEnd(clean, start);
        }
        lines.getLast().text(clean.substring(start), styles);
        return this;
    }

    StyledLines inlines(List<Inline> inlines, int styles) {
        for (int i = 0; i < inlines.size(); i++) {
            if (i > 0 && wouldJoin(inlines.get(i - 1), inlines.get(i))) {
                text(" ", styles);
            }
            add(inlines.get(i), styles);
        }
        return this;
    }

    /// Whether struck-out words would run into the next ones where WhatsApp shows no mark: `~~20~~15` is not 2015.
    private static boolean wouldJoin(Inline before, Inline after) {
        if (!(before instanceof Strike) && !(after instanceof Strike)) {
            return false;
        }
        String left = words(before);
        String right = words(after);
        return !left.isEmpty()
                && !right.isEmpty()
                && Character.isLetterOrDigit(left.codePointBefore(left.length()))
                && Character.isLetterOrDigit(right.codePointAt(0));
    }

    private static String words(Inline inline) {
        return inline instanceof Text(String text) ? text : plain(List.of(inline));
    }

    /// Returns the lines with their marks, without blank lines.
    String render() {
        return lines.stream()
                .filter(line -> !line.isEmpty())
                .map(StyledLine::render)
                .filter(line -> !CleanText.isBlank(line))
                .collect(Collectors.joining("\n"));
    }

    /// Returns the words of `inlines` on one line, without styles.
    static String plain(List<Inline> inlines) {
        StringBuilder out = new StringBuilder();
        for (Inline inline : inlines) {
            out.append(
                    switch (inline) {
                        case Text(String text) -> text;
                        case Strong(List<Inline> content) -> plain(content);
                        case Emphasis(List<Inline> content) -> plain(content);
                        case Strike(List<Inline> content) -> plain(content);
                        case Code(String code) -> code;
                        case Link(String url, List<Inline> content) -> plain(content);
                        case Image(String url, List<Inline> alternative) -> plain(alternative);
                        case LineBreak() -> " ";
                        case HtmlTag(String html) -> HtmlText.of(html);
                    });
        }
        return CleanText.characters(out.toString()).replace('\n', ' ').strip();
    }

    private void add(Inline inline, int styles) {
        switch (inline) {
            case Text(String text) -> text(text, styles);
            case Strong(List<Inline> content) -> inlines(content, styles | StyledLine.BOLD);
            case Emphasis(List<Inline> content) -> inlines(content, styles | StyledLine.ITALIC);
            case Strike(List<Inline> content) -> inlines(content, styles | StyledLine.STRIKE);
            case Code(String code) -> code(code, styles);
            case Link(String url, List<Inline> content) -> link(url, content, styles);
            case Image(String url, List<Inline> alternative) -> link(url, alternative, styles);
            case LineBreak() -> text("\n", styles);
            case HtmlTag(String html) -> text(HtmlText.of(html), styles);
        }
    }

    private void code(String code, int styles) {
        String clean = CleanText.characters(code).replace('\n', ' ').strip();
        if (clean.indexOf(Marks.CODE) >= 0) {
            text(clean, styles);
        } else {
            lines.getLast().code(clean);
        }
    }

    private void link(String url, List<Inline> content, int styles) {
        String address = address(url);
        String words = plain(content);
        if (address.isEmpty()) {
            inlines(content, styles);
        } else if (CleanText.isBlank(words) || bare(words).equals(bare(address))) {
            lines.getLast().address(address);
        } else {
            inlines(content, styles);
            lines.getLast().text(" (", 0);
            lines.getLast().address(address);
            lines.getLast().text(")", 0);
        }
    }

    /// Returns the part of a link's target that a reader can use; empty for a fragment, a relative address, data
    /// or a script.
    private static String address(String url) {
        String clean = CleanText.characters(url).strip().replace("\n", "").replace("`", "%60");
        String lower =
                clean.substring(0, Math.min(clean.length(), LONGEST_SCHEME)).toLowerCase(Locale.ROOT);
        if (lower.startsWith("mailto:") || lower.startsWith("tel:")) {
            return encoded(clean.substring(clean.indexOf(':') + 1));
        }
        boolean useful = lower.startsWith("http:")
                || lower.startsWith("https:")
                || lower.startsWith("www.")
                || lower.startsWith("whatsapp:")
                || lower.startsWith("geo:");
        return useful ? encoded(clean) : "";
    }

    private static String encoded(String url) {
        StringBuilder out = new StringBuilder(url.length());
        url.codePoints().forEach(c -> {
            if (CleanText.isSpace(c)) {
                out.append("%20");
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /// Normalizes an address so that two spellings of it are equal.
    private static String bare(String address) {
        // toLowerCase expands this one capital to two characters and copies the text each time, in quadratic time
        String bare = address.replace('İ', 'I').toLowerCase(Locale.ROOT).replaceFirst("^(https?://|mailto:|tel:)", "");
        bare = bare.startsWith("www.") ? bare.substring(4) : bare;
        bare = bare.startsWith("+") || Character.isDigit(bare.isEmpty() ? ' ' : bare.charAt(0))
                ? bare.replaceAll("[ ().-]", "")
                : bare;
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
