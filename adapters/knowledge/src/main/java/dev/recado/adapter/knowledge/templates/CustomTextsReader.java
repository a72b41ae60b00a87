package dev.recado.adapter.knowledge.templates;

import static dev.recado.adapter.knowledge.files.YamlFile.line;

import dev.recado.adapter.knowledge.files.YamlFile;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.intent.SmallTalk.Kind;
import dev.recado.domain.text.Language;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads the business's own texts and the languages that it adds. Errors name their line.
public final class CustomTextsReader {
    public static final String SETTING = "RECADO_TEXTS_FILE";
    private static final String WORDS = "words";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_]+)}");
    private static final Pattern SPACES = Pattern.compile("[\\s,]+");
    private static final Pattern COMMAS = Pattern.compile(",");
    /// Keys of users' small talk, such as `heard_greeting`.
    private static final Map<String, Kind> HEARD = Arrays.stream(Kind.values())
            .collect(Collectors.toUnmodifiableMap(
                    kind -> "heard_" + kind.name().toLowerCase(Locale.ROOT), Function.identity()));
    private static final Map<String, BuiltInText> TEXTS_BY_KEY = Arrays.stream(BuiltInText.values())
            .collect(Collectors.toUnmodifiableMap(BuiltInText::key, Function.identity()));

    private final YamlFile file;

    public CustomTextsReader(String file) {
        this.file = new YamlFile(SETTING, file);
    }

    /// @throws ConfigurationException with the file, the line and what was expected
    public CustomTexts read(String yaml) {
        String expected = "a block of texts for each language (es, en, …)";
        Node root = file.root(yaml).orElseThrow(() -> file.invalid(1, "the file is empty, expected " + expected));
        Map<Language, Map<BuiltInText, String>> texts = new LinkedHashMap<>();
        Map<Language, Set<String>> words = new HashMap<>();
        Map<Language, Map<Kind, Set<String>>> smallTalk = new HashMap<>();
        file.fields(root, expected).forEach((tag, field) -> {
            Language language = Language.ofTag(tag)
                    .filter(known -> known.tag().equals(tag))
                    .orElseThrow(() -> file.invalid(
                            field.line(), "\"" + tag + "\" is no language, expected two letters as es or de"));
            texts.put(language, block(language, field.value(), words, smallTalk));
        });
        return new CustomTexts(texts, words, smallTalk);
    }

    private Map<BuiltInText, String> block(
            Language language,
            Node node,
            Map<Language, Set<String>> words,
            Map<Language, Map<Kind, Set<String>>> smallTalk) {
        Map<BuiltInText, String> texts = new HashMap<>();
        file.fields(node, language + ": texts by their names").forEach((key, field) -> {
            if (key.equals(WORDS)) {
                words.put(language, listed(SPACES, language + ", " + WORDS, field.value()));
                return;
            }
            Kind kind = HEARD.get(key);
            if (kind != null) {
                smallTalk
                        .computeIfAbsent(language, _ -> new HashMap<>())
                        .put(kind, listed(COMMAS, language + ", " + key, field.value()));
                return;
            }
            BuiltInText phrase = TEXTS_BY_KEY.get(key);
            if (phrase == null) {
                throw file.invalid(
                        field.line(), language + ": \"" + key + "\" is no text, docs/texts.yaml lists all of them");
            }
            texts.put(phrase, text(phrase, language + ", " + key, field.value()));
        });
        return texts;
    }

    private String text(BuiltInText phrase, String where, Node node) {
        String text = file.scalar(node, where);
        if (text.length() > phrase.maxLength()) {
            throw file.invalid(line(node), where + ": expected at most " + phrase.maxLength() + " letters");
        }
        Set<String> placeholders =
                PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
        String own = "{" + phrase.placeholder() + "}";
        if (phrase.needsPlaceholder() && !placeholders.contains(own)) {
            throw file.invalid(line(node), where + ": expected " + own + " in it");
        }
        List<String> allowed = phrase.placeholder() == null
                ? List.of("{" + BuiltInText.BOT_NAME + "}")
                : List.of(own, "{" + BuiltInText.BOT_NAME + "}");
        for (String placeholder : placeholders) {
            if (!allowed.contains(placeholder)) {
                throw file.invalid(
                        line(node),
                        where + ": " + placeholder + " is not known, expected no more than "
                                + String.join(" and ", allowed));
            }
        }
        return text;
    }

    private Set<String> listed(Pattern separator, String where, Node node) {
        List<Node> values = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        return values.stream()
                .map(value -> file.scalar(value, where))
                .flatMap(separator::splitAsStream)
                .filter(value -> !value.isBlank())
                .collect(Collectors.toSet());
    }
}
