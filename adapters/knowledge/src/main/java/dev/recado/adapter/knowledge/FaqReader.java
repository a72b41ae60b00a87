package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import dev.recado.domain.port.ConfigurationException;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads curated answers from YAML, and tells the line of whatever is not as it should be. Walks the nodes, so no YAML
/// tag can make an object, and an unquoted `no` stays a word.
final class FaqReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final String file;
    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final Map<String, Asked> lineOfQuestion = new HashMap<>();

    FaqReader(String file) {
        this.file = file;
    }

    /// @throws ConfigurationException naming the file, the line and what was expected
    List<CuratedEntry> read(String yaml) {
        Node root;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(20);
            root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw invalid(line, "is not valid YAML: " + oneLine(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            throw invalid(1, "is not valid YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
        if (root == null) {
            throw invalid(1, "the file is empty, expected a list of entries (- id: …)");
        }
        if (!(root instanceof SequenceNode list)) {
            throw invalid(line(root), "expected a list of entries (- id: …)");
        }
        List<CuratedEntry> entries = new ArrayList<>();
        for (Node entry : list.getValue()) {
            entries.add(entry(entry));
        }
        if (entries.isEmpty()) {
            throw invalid(line(root), "the list is empty, expected at least one entry (- id: …)");
        }
        return List.copyOf(entries);
    }

    private CuratedEntry entry(Node node) {
        Map<String, Field> fields = fields(node, "an entry with an id and a block for each language (es, en, fr, pt)");
        Field named = fields.get("id");
        if (named == null) {
            throw invalid(line(node), "the entry has no id");
        }
        String id = scalar(named.value(), "id");
        if (!ID.matcher(id).matches()) {
            throw invalid(named.line(), "id \"" + id + "\": expected up to 64 letters, digits, dashes or underscores");
        }
        Integer first = lineOfId.putIfAbsent(id, named.line());
        if (first != null) {
            throw invalid(named.line(), "id \"" + id + "\" is used twice, first in line " + first);
        }
        Map<Language, CuratedEntry.Block> blocks = new EnumMap<>(Language.class);
        fields.forEach((key, field) -> {
            if (!key.equals("id")) {
                Language language = Language.ofTag(key)
                        .filter(known -> known.tag().equals(key))
                        .orElseThrow(() ->
                                invalid(field.line(), "\"" + key + "\" is not known, expected id, es, en, fr or pt"));
                blocks.put(language, block(id, language, field.value()));
            }
        });
        if (blocks.isEmpty()) {
            throw invalid(line(node), "entry \"" + id + "\" has no language, expected es, en, fr or pt");
        }
        return new CuratedEntry(id, blocks);
    }

    private CuratedEntry.Block block(String id, Language language, Node node) {
        String where = "entry \"" + id + "\", " + language.tag();
        Map<String, Field> fields = fields(node, where + ": questions and an answer");
        List<String> questions = new ArrayList<>();
        String answer = null;
        String audioUrl = null;
        for (Map.Entry<String, Field> field : fields.entrySet()) {
            Node value = field.getValue().value();
            switch (field.getKey()) {
                case "questions" -> questions.addAll(questions(id, language, value));
                case "answer" -> answer = scalar(value, where + ", answer");
                case "audio_url" -> audioUrl = audioUrl(value, where);
                default ->
                    throw invalid(
                            field.getValue().line(),
                            where + ": \"" + field.getKey()
                                    + "\" is not known, expected questions, answer or audio_url");
            }
        }
        if (questions.isEmpty()) {
            throw invalid(line(node), where + " has no questions");
        }
        if (answer == null) {
            throw invalid(line(node), where + " has no answer");
        }
        return new CuratedEntry.Block(questions, answer, audioUrl);
    }

    private List<String> questions(String id, Language language, Node node) {
        String where = "entry \"" + id + "\", " + language.tag() + ", questions";
        List<Node> values = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        List<String> questions = new ArrayList<>();
        for (Node value : values) {
            String question = scalar(value, where);
            String key = language.tag()
                    + ' '
                    + Spelling.fold(question)
                            .replaceAll("[^\\p{L}\\p{N}]+", " ")
                            .strip();
            if (key.length() == language.tag().length() + 1) {
                throw invalid(line(value), where + ": \"" + question + "\" has no words");
            }
            Asked before = lineOfQuestion.putIfAbsent(key, new Asked(id, line(value)));
            if (before != null && !before.entry().equals(id)) {
                throw invalid(
                        line(value),
                        "the question \"" + question + "\" also stands in entry \"" + before.entry() + "\", line "
                                + before.line());
            }
            questions.add(question);
        }
        return questions;
    }

    private String audioUrl(Node node, String where) {
        String text = scalar(node, where + ", audio_url");
        try {
            URI uri = URI.create(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(line(node), where + ", audio_url: expected an https address");
        }
        throw invalid(line(node), where + ", audio_url: expected an https address");
    }

    private Map<String, Field> fields(Node node, String expected) {
        if (!(node instanceof MappingNode mapping)) {
            throw invalid(line(node), "expected " + expected);
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a name");
            Field before = fields.putIfAbsent(key, new Field(tuple.getValueNode(), line(tuple.getKeyNode())));
            if (before != null) {
                throw invalid(line(tuple.getKeyNode()), "\"" + key + "\" stands twice, first in line " + before.line());
            }
        }
        return fields;
    }

    private String scalar(Node node, String what) {
        if (!(node instanceof ScalarNode scalar)) {
            throw invalid(line(node), what + ": expected a text");
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty()) {
            throw invalid(line(node), what + " is empty");
        }
        return text;
    }

    private static int line(@Nullable Node node) {
        return node == null || node.getStartMark() == null
                ? 1
                : node.getStartMark().getLine() + 1;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private ConfigurationException invalid(int line, String problem) {
        return new ConfigurationException(FaqFile.SETTING + ": " + file + ", line " + line + ": " + problem);
    }

    private record Field(Node value, int line) {}

    private record Asked(String entry, int line) {}
}
