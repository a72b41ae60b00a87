package dev.recado.domain.text;

import dev.recado.domain.text.PhraseFile.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the lines of a [PhraseFile]. For one use.
final class PhraseFileParser {
    private static final String NAME = "[a-z]+(?:-[a-z]+)*";
    private static final Pattern HEAD = Pattern.compile("\\[(" + NAME + ")(?: ([a-z]{2}))?]");
    private static final Pattern GROUP = Pattern.compile(NAME);
    private static final String DEFINED_AS = " =";
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)<(" + NAME + ")>");

    private final String file;
    private final Map<String, List<Phrase>> sections = new LinkedHashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private @Nullable List<Phrase> section;
    private @Nullable Language language;
    /// The group of the line before; empty for another line.
    private String groupBefore = "";
    private int line;

    PhraseFileParser(String file, Set<String> kinds) {
        this.file = file;
        kinds.forEach(kind -> sections.put(kind, new ArrayList<>()));
    }

    Map<String, List<Phrase>> parse(List<String> lines) {
        for (String read : lines) {
            line++;
            String text = read.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                parse(text);
            }
        }
        sections.forEach((kind, phrases) -> {
            if (phrases.isEmpty()) {
                throw new IllegalStateException(file + ": no phrase of the kind " + kind);
            }
        });
        return sections;
    }

    private void parse(String text) {
        int end = text.indexOf(DEFINED_AS);
        if (end > 0 && GROUP.matcher(text.substring(0, end)).matches()) {
            String name = text.substring(0, end);
            define(name, text.substring(end + DEFINED_AS.length()).strip());
            groupBefore = name;
            return;
        }
        groupBefore = "";
        if (text.startsWith("[") && text.endsWith("]")) {
            begin(text);
        } else if (section == null) {
            throw broken("a phrase before the first section");
        } else {
            section.add(new Phrase(language, line, withGroups(text)));
        }
    }

    private void define(String name, String alternatives) {
        if (alternatives.isEmpty() || alternatives.startsWith("|") || alternatives.endsWith("|")) {
            throw broken("an alternative is empty");
        }
        PhraseFile.expression(alternatives, file, line);
        String added = withGroups(alternatives);
        groups.put(name, name.equals(groupBefore) ? groups.get(name) + "|" + added : added);
    }

    private void begin(String text) {
        Matcher head = HEAD.matcher(text);
        section = head.matches() ? sections.get(head.group(1)) : null;
        if (section == null) {
            throw broken("unknown section " + text);
        }
        language = head.group(2) == null ? null : new Language(head.group(2));
    }

    private String withGroups(String text) {
        if (text.indexOf('<') < 0) {
            return text;
        }
        return REFERENCE.matcher(text).replaceAll(reference -> {
            String group = groups.get(reference.group(1));
            if (group == null) {
                throw broken("unknown group " + reference.group());
            }
            return Matcher.quoteReplacement("(" + group + ")");
        });
    }

    private IllegalStateException broken(String message) {
        return PhraseFile.broken(file, line, message);
    }
}
