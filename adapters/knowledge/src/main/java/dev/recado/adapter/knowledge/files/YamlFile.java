package dev.recado.adapter.knowledge.files;

import dev.recado.domain.ConfigurationException;
import dev.recado.domain.text.Language;
import java.io.StringReader;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A YAML file of the operator, read node by node: no tag can create an object, an unquoted `no` stays a word,
/// and errors name their line.
///
/// @param setting the variable that names the file
public record YamlFile(String setting, String file) {
    private static final Set<ScalarStyle> QUOTED = Set.of(ScalarStyle.SINGLE_QUOTED, ScalarStyle.DOUBLE_QUOTED);

    /// A value with the line of its key.
    public record Field(Node value, int line) {}

    /// The file's content; empty for an empty file.
    public Optional<Node> root(String yaml) {
        try {
            return Optional.ofNullable(yaml().compose(new StringReader(yaml)));
        } catch (MarkedYAMLException e) {
            throw invalidYaml(yaml, e);
        } catch (YAMLException e) {
            throw invalid(1, "is not valid YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(20);
        return new Yaml(new SafeConstructor(options));
    }

    /// The parser notices an open quote or bracket at the end of the file, or where the next quote closes it. The
    /// error names the line where it opens.
    private ConfigurationException invalidYaml(String yaml, MarkedYAMLException e) {
        int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
        boolean atEnd = e.getProblemMark() != null
                && e.getProblemMark().getIndex() >= yaml.stripTrailing().length();
        String context = String.valueOf(e.getContext());
        if (atEnd && e.getContextMark() != null && (context.contains("quoted") || context.contains("flow"))) {
            String opened = context.contains("quoted") ? "quote" : "bracket";
            return invalid(
                    e.getContextMark().getLine() + 1,
                    "is not valid YAML: a " + opened + " that opens here never closes");
        }
        return openQuote(yaml, line)
                .map(opened ->
                        invalid(opened, "is not valid YAML: a quote that opens here closes only in line " + line))
                .orElseGet(() -> invalid(line, "is not valid YAML: " + oneLine(String.valueOf(e.getProblem()))));
    }

    /// The line where the last text before the error opens its quote, if that closes in the error's line and not
    /// in its own.
    private static Optional<Integer> openQuote(String yaml, int errorLine) {
        Optional<ScalarEvent> last = Optional.empty();
        try {
            for (Event event : yaml().parse(new StringReader(yaml))) {
                last = Optional.of(event).filter(ScalarEvent.class::isInstance).map(ScalarEvent.class::cast);
            }
        } catch (YAMLException _) {
            return last.filter(text -> QUOTED.contains(text.getScalarStyle()))
                    .filter(text -> text.getEndMark().getLine() + 1 == errorLine)
                    .map(text -> text.getStartMark().getLine() + 1)
                    .filter(opened -> opened < errorLine);
        }
        return Optional.empty();
    }

    /// @param expected what the node should be; completes "expected …"
    public Map<String, Field> fields(Node node, String expected) {
        if (!(node instanceof MappingNode mapping)) {
            throw invalid(line(node), "expected " + expected);
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a name");
            Field previous = fields.putIfAbsent(key, new Field(tuple.getValueNode(), line(tuple.getKeyNode())));
            if (previous != null) {
                throw invalid(
                        line(tuple.getKeyNode()), "\"" + key + "\" stands twice, first in line " + previous.line());
            }
        }
        return fields;
    }

    public String scalar(Node node, String what) {
        if (!(node instanceof ScalarNode scalar)) {
            throw invalid(line(node), what + ": expected a text");
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty()) {
            throw invalid(line(node), what + " is empty");
        }
        return text;
    }

    /// A web address.
    public String address(Node node, String what) {
        String text = scalar(node, what);
        try {
            URI uri = URI.create(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            throw invalid(line(node), what + ": expected an https address");
        }
        throw invalid(line(node), what + ": expected an https address");
    }

    public static int line(@Nullable Node node) {
        return node == null || node.getStartMark() == null
                ? 1
                : node.getStartMark().getLine() + 1;
    }

    public ConfigurationException invalid(int line, String problem) {
        return new ConfigurationException(setting + ": " + file + ", line " + line + ": " + problem);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /// The languages for a message: those that ship, then the others.
    public static String oneOf(Set<Language> supportedLanguages) {
        List<String> tags = Stream.concat(
                        Language.SHIPPED.stream().filter(supportedLanguages::contains),
                        supportedLanguages.stream()
                                .filter(language -> !language.isShipped())
                                .sorted(Comparator.comparing(Language::tag)))
                .map(Language::tag)
                .toList();
        return tags.size() < 2
                ? String.join("", tags)
                : String.join(", ", tags.subList(0, tags.size() - 1)) + " or " + tags.getLast();
    }
}
