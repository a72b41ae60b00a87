package dev.recado.adapter.knowledge.templates;

import static dev.recado.adapter.knowledge.files.YamlFile.line;

import dev.recado.adapter.knowledge.files.YamlFile;
import dev.recado.adapter.knowledge.templates.MappedTemplate.Reference;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.delivery.Templates.Purpose;
import dev.recado.domain.delivery.Templates.Variable;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads the file that `RECADO_TEMPLATES_FILE` names: purpose or event, language, and the template's name at each
/// provider.
public final class TemplatesReader {
    public static final String SETTING = "RECADO_TEMPLATES_FILE";
    /// Key beside the purposes: the templates of events that users are notified of.
    private static final String NOTIFICATIONS = "notifications";

    private static final Pattern CONTENT_SID = Pattern.compile("HX[0-9a-fA-F]{32}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final Pattern GAP = Pattern.compile("\\{\\{(\\d+)}}");
    private static final int MAX_TEXT = 1_024;

    private final YamlFile file;
    private final Set<Language> supportedLanguages;

    public TemplatesReader(String file) {
        this(file, Set.copyOf(Language.SHIPPED));
    }

    /// @param supportedLanguages the languages that a template may have
    public TemplatesReader(String file, Set<Language> supportedLanguages) {
        this.supportedLanguages = supportedLanguages;
        this.file = new YamlFile(SETTING, file);
    }

    /// @throws ConfigurationException with the file, the line and what was expected
    public TemplateCatalog read(String yaml) {
        Node root = file.root(yaml).orElseThrow(() -> file.invalid(1, "the file is empty, expected window_closed: …"));
        Map<Purpose, Map<Language, MappedTemplate>> templates = new EnumMap<>(Purpose.class);
        Map<String, Map<Language, MappedTemplate>> events = new HashMap<>();
        file.fields(root, "a purpose (" + names(Purpose.values()) + ") with a block for each language")
                .forEach((key, field) -> {
                    if (key.equals(NOTIFICATIONS)) {
                        events.putAll(events(field.value()));
                    } else {
                        templates.put(one(Purpose.values(), key, field.line(), ""), languages(field.value(), key));
                    }
                });
        return new TemplateCatalog(templates, events);
    }

    private Map<String, Map<Language, MappedTemplate>> events(Node node) {
        Map<String, Map<Language, MappedTemplate>> events = new HashMap<>();
        file.fields(node, NOTIFICATIONS + ": a block for each event")
                .forEach((event, field) -> events.put(
                        event.toLowerCase(Locale.ROOT), languages(field.value(), NOTIFICATIONS + ", " + event)));
        return events;
    }

    private Map<Language, MappedTemplate> languages(Node node, String purpose) {
        Map<Language, MappedTemplate> byLanguage = new LinkedHashMap<>();
        file.fields(node, purpose + ": a block for each language (es, en, fr, pt)")
                .forEach((key, field) -> {
                    Language language = Language.ofTag(key)
                            .filter(known -> known.tag().equals(key) && supportedLanguages.contains(known))
                            .orElseThrow(() -> file.invalid(
                                    field.line(),
                                    "\"" + key + "\" is not known, expected " + YamlFile.oneOf(supportedLanguages)));
                    byLanguage.put(language, template(field.value(), purpose + ", " + key, key));
                });
        return byLanguage;
    }

    private MappedTemplate template(Node node, String where, String tag) {
        Map<Channel, Reference> references = new EnumMap<>(Channel.class);
        List<Variable> variables = new ArrayList<>();
        @Nullable Node text = null;
        for (Map.Entry<String, YamlFile.Field> field :
                file.fields(node, where + ": twilio, meta, variables or text").entrySet()) {
            Node value = field.getValue().value();
            switch (field.getKey()) {
                case "twilio" -> references.put(Channel.TWILIO, twilio(value, where + ", twilio", tag));
                case "meta" -> references.put(Channel.META, meta(value, where + ", meta", tag));
                case "variables" -> variables.addAll(variables(value, where + ", variables"));
                case "text" -> text = value;
                default ->
                    throw file.invalid(
                            field.getValue().line(),
                            where + ": \"" + field.getKey()
                                    + "\" is not known, expected twilio, meta, variables or text");
            }
        }
        if (references.isEmpty()) {
            throw file.invalid(line(node), where + " has no provider, expected twilio or meta");
        }
        return new MappedTemplate(text == null ? null : text(text, where, variables.size()), variables, references);
    }

    private Reference twilio(Node node, String where, String tag) {
        Map<String, YamlFile.Field> fields = fieldsOf(node, where, List.of("content_sid"));
        return new Reference(value(fields, "content_sid", CONTENT_SID, node, where), tag);
    }

    private Reference meta(Node node, String where, String tag) {
        Map<String, YamlFile.Field> fields = fieldsOf(node, where, List.of("name", "language"));
        String name = value(fields, "name", NAME, node, where);
        return new Reference(name, fields.containsKey("language") ? value(fields, "language", TAG, node, where) : tag);
    }

    private Map<String, YamlFile.Field> fieldsOf(Node node, String where, List<String> known) {
        String expected = String.join(", ", known);
        Map<String, YamlFile.Field> fields = file.fields(node, where + ": " + expected);
        fields.forEach((key, field) -> {
            if (!known.contains(key)) {
                throw file.invalid(field.line(), where + ": \"" + key + "\" is not known, expected " + expected);
            }
        });
        return fields;
    }

    private String value(Map<String, YamlFile.Field> fields, String name, Pattern shape, Node block, String where) {
        YamlFile.Field field = fields.get(name);
        if (field == null) {
            throw file.invalid(line(block), where + " has no " + name);
        }
        String value = file.scalar(field.value(), where + ", " + name);
        if (!shape.matcher(value).matches()) {
            throw file.invalid(
                    field.line(), where + ", " + name + ": \"" + value + "\" is none, see docs/reference/files.md");
        }
        return value;
    }

    private List<Variable> variables(Node node, String where) {
        if (!(node instanceof SequenceNode list)) {
            throw file.invalid(line(node), where + ": expected a list of " + names(Variable.values()));
        }
        return list.getValue().stream()
                .map(value -> one(Variable.values(), file.scalar(value, where), line(value), where + ": "))
                .toList();
    }

    private String text(Node node, String where, int gaps) {
        String text = file.scalar(node, where + ", text");
        if (text.length() > MAX_TEXT) {
            throw file.invalid(line(node), where + ", text: expected at most " + MAX_TEXT + " characters");
        }
        Matcher gap = GAP.matcher(text);
        while (gap.find()) {
            if (gap.group(1).length() > 2 || Integer.parseInt(gap.group(1)) > gaps) {
                throw file.invalid(line(node), where + ", text: there is no variable for " + gap.group());
            }
        }
        return text;
    }

    private <E extends Enum<E>> E one(E[] values, String name, int line, String where) {
        return Arrays.stream(values)
                .filter(value -> name(value).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> file.invalid(line, where + "\"" + name + "\" is not known, expected " + names(values)));
    }

    private static String names(Enum<?>[] values) {
        return Arrays.stream(values).map(TemplatesReader::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
