package dev.recado.adapter.llm.markdown;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pairs the marks that models mean and CommonMark ignores because they stand between punctuation and a letter,
/// as in `**Total:**20 €` or `** bold **`. Marks that pair up become emphasis, a lone `**` is removed, and what
/// looks like a formula stays.
final class LenientEmphasis {
    private static final Pattern MARK = Pattern.compile("\\*++|_++|~++");
    private static final char NOTHING = ' ';

    /// A piece of a line.
    private record Piece(Inline inline, boolean isMark) {
        String mark() {
            return isMark && inline instanceof Text(String text) ? text : "";
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Inline> line = new ArrayList<>();
    /// The marks of the line that are not paired yet, each with its index among the pieces.
    private final Map<String, Opener> open = new HashMap<>();

    private record Opener(int inLine, int piece) {}

    private LenientEmphasis() {}

    /// The content with these marks paired.
    static List<Inline> paired(List<Inline> content) {
        boolean none = content.stream().noneMatch(inline -> inline instanceof Text(String text) && hasMark(text));
        return none ? content : new LenientEmphasis().read(content);
    }

    private static boolean hasMark(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('_') >= 0 || text.indexOf('~') >= 0;
    }

    private List<Inline> read(List<Inline> content) {
        content.forEach(this::take);
        for (int at = 0; at < pieces.size(); at++) {
            Piece piece = pieces.get(at);
            if (piece.inline() instanceof LineBreak) {
                open.clear();
            }
            if (piece.mark().isEmpty() || !isKnown(piece.mark())) {
                line.add(piece.inline());
            } else if (!closes(piece.mark(), at)) {
                open.put(piece.mark(), new Opener(line.size(), at));
                line.add(isLone(piece.mark(), at) ? new Text("") : piece.inline());
            }
        }
        return List.copyOf(line);
    }

    private void take(Inline inline) {
        if (!(inline instanceof Text(String text))) {
            pieces.add(new Piece(inline, false));
            return;
        }
        int at = 0;
        for (Matcher mark = MARK.matcher(text); mark.find(); at = mark.end()) {
            if (mark.start() > at) {
                pieces.add(new Piece(new Text(text.substring(at, mark.start())), false));
            }
            pieces.add(new Piece(new Text(mark.group()), true));
        }
        if (at < text.length()) {
            pieces.add(new Piece(new Text(text.substring(at)), false));
        }
    }

    private static boolean isKnown(String mark) {
        return switch (mark) {
            case "*", "**", "***", "_", "__", "~~" -> true;
            default -> false;
        };
    }

    /// Pairs the mark with the one before it if they belong together.
    private boolean closes(String mark, int at) {
        Opener opener = open.get(mark);
        if (opener == null || at == opener.piece() + 1) {
            return false;
        }
        char before = last(opener.piece() - 1);
        char first = first(opener.piece() + 1);
        char last = last(at - 1);
        char after = first(at + 1);
        List<Inline> within = line.subList(opener.inLine() + 1, line.size());
        if (!belongTogether(mark, before, first, last, after, isFormula(opener.piece() + 1, at))) {
            return false;
        }
        Inline styled = styled(mark, stripped(within, first == ' ' && last == ' '));
        line.subList(opener.inLine(), line.size()).clear();
        open.values().removeIf(other -> other.inLine() >= line.size());
        if (isWord(before) && !isWord(first)) {
            line.add(new Text(" "));
        }
        line.add(styled);
        if (isWord(after) && !isWord(last)) {
            line.add(new Text(" "));
        }
        return true;
    }

    private static boolean belongTogether(
            String mark, char before, char first, char last, char after, boolean formula) {
        boolean touches = first != ' ' && last != ' ';
        boolean withinWord = (isWord(before) && isWord(first)) || (isWord(after) && isWord(last));
        if (mark.length() == 1) {
            // As in WhatsApp, a single mark does not open behind a word: there it marks a footnote.
            return touches && !formula && !withinWord && !isWord(before) && isWord(after);
        }
        if (isWord(before) && isClosing(first)) {
            return false;
        }
        if (mark.equals("__") && withinWord && (isWord(before) || formula)) {
            return false;
        }
        boolean apart = first == ' ' && last == ' ' && !mark.equals("~~");
        return (touches || apart) && !(formula && isWord(before) && isWord(after));
    }

    private static Inline styled(String mark, List<Inline> content) {
        return switch (mark) {
            case "**", "__" -> new Strong(content);
            case "***" -> new Strong(List.of(new Emphasis(content)));
            case "~~" -> new Strike(content);
            default -> new Emphasis(content);
        };
    }

    /// A `**` without a pair that touches a word on one side is the rest of a broken bold text.
    private boolean isLone(String mark, int at) {
        char before = last(at - 1);
        char after = first(at + 1);
        boolean formula = isWord(before) && isWord(after) && (Character.isDigit(before) || Character.isDigit(after));
        return mark.equals("**") && !(before == ' ' && after == ' ') && !formula;
    }

    private static List<Inline> stripped(List<Inline> content, boolean blanks) {
        List<Inline> stripped = new ArrayList<>(content);
        if (blanks && stripped.getFirst() instanceof Text(String text)) {
            stripped.set(0, new Text(text.stripLeading()));
        }
        if (blanks && stripped.getLast() instanceof Text(String text)) {
            stripped.set(stripped.size() - 1, new Text(text.stripTrailing()));
        }
        return stripped;
    }

    /// Whether no two letters follow each other, as in a number or the name of a variable.
    private boolean isFormula(int from, int to) {
        for (int at = from; at < to; at++) {
            if (!(pieces.get(at).inline() instanceof Text(String text))) {
                return false;
            }
            for (int i = 1; i < text.length(); i++) {
                if (Character.isLetter(text.charAt(i)) && Character.isLetter(text.charAt(i - 1))) {
                    return false;
                }
            }
        }
        return true;
    }

    private char last(int piece) {
        return piece < 0 ? NOTHING : edge(pieces.get(piece).inline(), false);
    }

    private char first(int piece) {
        return piece >= pieces.size() ? NOTHING : edge(pieces.get(piece).inline(), true);
    }

    /// The first or last visible character; `a` for any letter beyond the basic plane.
    private static char edge(Inline inline, boolean first) {
        return switch (inline) {
            case Text(String text) -> edge(text, first);
            case Code(String code) -> edge(code, first);
            case Strong(List<Inline> content) -> edge(content, first);
            case Emphasis(List<Inline> content) -> edge(content, first);
            case Strike(List<Inline> content) -> edge(content, first);
            case Link(String url, List<Inline> content) -> first ? edge(content, true) : ')';
            case Image(String url, List<Inline> alternative) -> first ? edge(alternative, true) : ')';
            case LineBreak() -> NOTHING;
            case HtmlTag(String html) -> NOTHING;
        };
    }

    private static char edge(List<Inline> content, boolean first) {
        return content.isEmpty() ? NOTHING : edge(first ? content.getFirst() : content.getLast(), first);
    }

    private static char edge(String text, boolean first) {
        if (text.isEmpty()) {
            return NOTHING;
        }
        int point = first ? text.codePointAt(0) : text.codePointBefore(text.length());
        boolean blank = Character.isWhitespace(point) || Character.isSpaceChar(point);
        if (blank) {
            return NOTHING;
        }
        return Character.isBmpCodePoint(point) ? (char) point : Character.isLetterOrDigit(point) ? 'a' : '.';
    }

    /// Whether the character closes a word or a number, as before a footnote's mark.
    private static boolean isClosing(char c) {
        int type = Character.getType(c);
        return ",.;:!?…%".indexOf(c) >= 0
                || type == Character.END_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c);
    }
}
