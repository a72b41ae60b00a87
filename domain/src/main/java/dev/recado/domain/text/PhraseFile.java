package dev.recado.domain.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The phrases of a file that ships as a resource of this package, in sections of one kind and one language each. A
/// line is one of these:
///
/// - `# text`: a comment.
/// - `[kind]` or `[kind es]`: begins a section. A kind may have many sections.
/// - `name = a|b`: a group. Below it `<name>` stands for any of its alternatives. A further definition in the next
///   line adds alternatives, one elsewhere begins anew.
/// - anything else: a phrase of the section.
///
/// The phrases of some kinds are patterns: regular expressions in which parentheses do not capture. Each must match
/// in linear time.
///
/// A line that cannot be read throws an [IllegalStateException] that names file and line.
public final class PhraseFile {
    private final String file;
    private final Map<String, List<Phrase>> sections;

    private PhraseFile(String file, Map<String, List<Phrase>> sections) {
        this.file = file;
        this.sections = sections;
    }

    /// Reads the file `NAME.txt` each time, so its caller keeps what it makes of it.
    ///
    /// @param kinds the kinds of sections that the file has; each has a phrase
    public static PhraseFile read(String name, String... kinds) {
        return parse(name + ".txt", WordLists.allLines(name), kinds);
    }

    static PhraseFile parse(String file, List<String> lines, String... kinds) {
        return new PhraseFile(file, new PhraseFileParser(file, Set.of(kinds)).parse(lines));
    }

    /// Returns the phrases of a kind as written, in the order of the file.
    public List<String> all(String kind) {
        return phrases(kind).map(Phrase::text).toList();
    }

    /// Returns the phrases of a kind by language. All its sections name one.
    public Map<Language, List<String>> byLanguage(String kind) {
        return phrases(kind)
                .collect(Collectors.groupingBy(
                        this::language,
                        LinkedHashMap::new,
                        Collectors.mapping(Phrase::text, Collectors.toUnmodifiableList())));
    }

    private Language language(Phrase phrase) {
        if (phrase.language() == null) {
            throw broken(file, phrase.line(), "the section names no language");
        }
        return phrase.language();
    }

    /// Returns the source of a pattern that matches any phrase of the kinds.
    public String anyOf(String... kinds) {
        return Stream.of(kinds)
                .flatMap(this::phrases)
                .map(this::expression)
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    /// Returns one pattern for all phrases of the kinds.
    ///
    /// @param whole makes the source of the pattern from that for any of the phrases
    public Pattern pattern(UnaryOperator<String> whole, String... kinds) {
        try {
            return Pattern.compile(whole.apply(anyOf(kinds)));
        } catch (PatternSyntaxException e) {
            // names the phrase if it is one that is wrong
            patterns(UnaryOperator.identity(), kinds);
            throw e;
        }
    }

    /// Returns a pattern for each phrase of the kinds.
    ///
    /// @param whole makes the source of a pattern from that for the phrase
    public List<Pattern> patterns(UnaryOperator<String> whole, String... kinds) {
        return Stream.of(kinds)
                .flatMap(this::phrases)
                .map(phrase -> compile(phrase, whole))
                .toList();
    }

    private Pattern compile(Phrase phrase, UnaryOperator<String> whole) {
        try {
            return Pattern.compile(whole.apply("(?:" + expression(phrase) + ")"));
        } catch (PatternSyntaxException e) {
            throw broken(file, phrase.line(), e.getDescription() + ": " + phrase.text());
        }
    }

    private Stream<Phrase> phrases(String kind) {
        return Objects.requireNonNull(sections.get(kind), kind).stream();
    }

    private String expression(Phrase phrase) {
        return expression(phrase.text(), file, phrase.line());
    }

    /// Returns a pattern with each parenthesis made one that does not capture.
    static String expression(String text, String file, int line) {
        StringBuilder expression = new StringBuilder();
        int open = 0;
        boolean inSet = false;
        for (int at = 0; at < text.length() && open >= 0; at++) {
            char c = text.charAt(at);
            expression.append(c);
            if (c == '\\' && at + 1 < text.length()) {
                expression.append(text.charAt(++at));
            } else if (inSet) {
                inSet = c != ']';
            } else if (c == '[') {
                inSet = true;
            } else if (c == '(') {
                open++;
                expression.append(text.startsWith("?", at + 1) ? "" : "?:");
            } else if (c == ')') {
                open--;
            }
        }
        if (open != 0 || inSet) {
            throw broken(file, line, "the brackets do not match: " + text);
        }
        return expression.toString();
    }

    static IllegalStateException broken(String file, int line, String message) {
        return new IllegalStateException(file + ", line " + line + ": " + message);
    }

    /// @param language null when the section names none
    record Phrase(@Nullable Language language, int line, String text) {}
}
