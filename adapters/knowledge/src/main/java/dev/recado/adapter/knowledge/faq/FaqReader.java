package dev.recado.adapter.knowledge.faq;

import static dev.recado.adapter.knowledge.files.YamlFile.line;

import dev.recado.adapter.knowledge.files.YamlFile;
import dev.recado.adapter.knowledge.language.WordForms;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads curated answers from YAML and reports errors with their line. It walks the nodes, so no YAML tag can
/// create an object, and an unquoted `no` stays a word.
public final class FaqReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final YamlFile file;
    private final Set<Language> supportedLanguages;
    private final ChoicesReader choices;
    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final Map<String, QuestionLine> lineOfQuestion = new HashMap<>();

    public FaqReader(String file) {
        this(file, Set.copyOf(Language.SHIPPED));
    }

    /// @param supportedLanguages the languages that an entry may have
    public FaqReader(String file, Set<Language> supportedLanguages) {
        this.supportedLanguages = supportedLanguages;
        this.file = new YamlFile(FaqFile.SETTING, file);
        this.choices = new ChoicesReader(this.file);
    }

    /// @throws ConfigurationException with the file, the line and what was expected
    public List<CuratedEntry> read(String yaml) {
        Node root = file.root(yaml)
                .orElseThrow(() -> file.invalid(1, "the file is empty, expected a list of entries (- id: …)"));
        if (!(root instanceof SequenceNode list)) {
            throw file.invalid(line(root), "expected a list of entries (- id: …)");
        }
        List<CuratedEntry> entries = new ArrayList<>();
        for (Node entry : list.getValue()) {
            entries.add(entry(entry));
        }
        if (entries.isEmpty()) {
            throw file.invalid(line(root), "the list is empty, expected at least one entry (- id: …)");
        }
        return List.copyOf(entries);
    }

    private CuratedEntry entry(Node node) {
        Map<String, YamlFile.Field> fields =
                file.fields(node, "an entry with an id and a block for each language (es, en, fr, pt)");
        YamlFile.Field idField = fields.get("id");
        if (idField == null) {
            throw file.invalid(line(node), "the entry has no id");
        }
        String id = file.scalar(idField.value(), "id");
        if (!ID.matcher(id).matches()) {
            throw file.invalid(
                    idField.line(), "id \"" + id + "\": expected up to 64 letters, digits, dashes or underscores");
        }
        Integer first = lineOfId.putIfAbsent(id, idField.line());
        if (first != null) {
            throw file.invalid(idField.line(), "id \"" + id + "\" is used twice, first in line " + first);
        }
        boolean urgent = urgent(id, fields.remove("urgent"));
        Map<Language, CuratedEntry.Block> blocks = new LinkedHashMap<>();
        fields.forEach((key, field) -> {
            if (!key.equals("id")) {
                Language language = Language.ofTag(key)
                        .filter(known -> known.tag().equals(key) && supportedLanguages.contains(known))
                        .orElseThrow(() -> file.invalid(
                                field.line(),
                                "\"" + key + "\" is not known, expected id, urgent, "
                                        + YamlFile.oneOf(supportedLanguages)));
                blocks.put(language, block(id, urgent, language, field.value()));
            }
        });
        if (blocks.isEmpty()) {
            throw file.invalid(
                    line(node), "entry \"" + id + "\" has no language, expected " + YamlFile.oneOf(supportedLanguages));
        }
        return new CuratedEntry(id, urgent, blocks);
    }

    private boolean urgent(String id, YamlFile.@Nullable Field field) {
        String given = field == null ? "false" : file.scalar(field.value(), "entry \"" + id + "\", urgent");
        if (field != null && !given.equals("true") && !given.equals("false")) {
            throw file.invalid(field.line(), "entry \"" + id + "\", urgent: expected true or false");
        }
        return given.equals("true");
    }

    private CuratedEntry.Block block(String id, boolean urgent, Language language, Node node) {
        String where = "entry \"" + id + "\", " + language.tag();
        Map<String, YamlFile.Field> fields = file.fields(node, where + ": questions and an answer");
        List<String> questions = new ArrayList<>();
        String answer = null;
        String audioUrl = null;
        List<Option> options = List.of();
        List<String> unless = List.of();
        for (Map.Entry<String, YamlFile.Field> field : fields.entrySet()) {
            Node value = field.getValue().value();
            switch (field.getKey()) {
                case "questions" ->
                    questions.addAll(urgent ? phrases(value, where + ", questions") : questions(id, language, value));
                case "answer" -> answer = file.scalar(value, where + ", answer");
                case "audio_url" -> audioUrl = file.address(value, where + ", audio_url");
                case "choices" -> options = choices.read(value, id, where + ", choices");
                case "unless" -> {
                    if (!urgent) {
                        throw file.invalid(
                                field.getValue().line(), where + ": \"unless\" is for an entry with urgent: true");
                    }
                    unless = phrases(value, where + ", unless");
                }
                default ->
                    throw file.invalid(
                            field.getValue().line(),
                            where + ": \"" + field.getKey()
                                    + "\" is not known, expected questions, answer, audio_url, choices or unless");
            }
        }
        if (questions.isEmpty()) {
            throw file.invalid(line(node), where + " has no questions");
        }
        if (answer == null) {
            throw file.invalid(line(node), where + " has no answer");
        }
        return new CuratedEntry.Block(questions, answer, audioUrl, options, unless);
    }

    private List<String> phrases(Node node, String where) {
        List<Node> values = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        return values.stream().map(value -> file.scalar(value, where)).toList();
    }

    private List<String> questions(String id, Language language, Node node) {
        String where = "entry \"" + id + "\", " + language.tag() + ", questions";
        List<Node> values = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        List<String> questions = new ArrayList<>();
        for (Node value : values) {
            String question = file.scalar(value, where);
            String key = language.tag()
                    + ' '
                    + WordForms.fold(question)
                            .replaceAll("[^\\p{L}\\p{N}]+", " ")
                            .strip();
            if (key.length() == language.tag().length() + 1) {
                throw file.invalid(line(value), where + ": \"" + question + "\" has no words");
            }
            QuestionLine previous = lineOfQuestion.putIfAbsent(key, new QuestionLine(id, line(value)));
            if (previous != null && !previous.entry().equals(id)) {
                throw file.invalid(
                        line(value),
                        "the question \"" + question + "\" also stands in entry \"" + previous.entry() + "\", line "
                                + previous.line());
            }
            questions.add(question);
        }
        return questions;
    }

    private record QuestionLine(String entry, int line) {}
}
