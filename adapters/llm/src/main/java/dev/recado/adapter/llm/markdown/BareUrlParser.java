package dev.recado.adapter.llm.markdown;

import dev.recado.domain.format.WebAddress;
import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/// Parses a web address in running text as a link while inlines are parsed. The autolink extension looks only
/// afterwards, when `https://example.com/_a_/b` has already lost its underscores to an emphasis.
final class BareUrlParser implements InlineContentParser {

    private static final int MAX_PREFIX = "https://x".length();

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        Position start = scanner.position();
        boolean insideWord = Character.isLetterOrDigit(scanner.peekPreviousCodePoint());
        if (insideWord || WebAddress.endOf(word(scanner, start, MAX_PREFIX), 0) < 0) {
            return ParsedInline.none();
        }
        String address = address(scanner, start);
        word(scanner, start, address.length());
        Link link = new Link(address, null);
        link.appendChild(new Text(address));
        return ParsedInline.of(link, scanner.position());
    }

    /// Reads at most twice the length of the address, since the word that it stands in may be very long.
    private static String address(Scanner scanner, Position start) {
        int length = 128;
        String word = word(scanner, start, length);
        int end = WebAddress.endOf(word, 0);
        while (word.length() == length && end > length / 2) {
            length *= 2;
            word = word(scanner, start, length);
            end = WebAddress.endOf(word, 0);
        }
        return word.substring(0, end);
    }

    /// Up to `length` characters from `start`, none of them white space. The scanner stops behind them.
    private static String word(Scanner scanner, Position start, int length) {
        scanner.setPosition(start);
        StringBuilder word = new StringBuilder();
        while (word.length() < length && scanner.hasNext() && !Character.isWhitespace(scanner.peek())) {
            word.append(scanner.peek());
            scanner.next();
        }
        return word.toString();
    }

    /// Creates a parser at every character that may start a web address.
    static final class Factory implements InlineContentParserFactory {

        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('h', 'H', 'w', 'W');
        }

        @Override
        public InlineContentParser create() {
            return new BareUrlParser();
        }
    }
}
