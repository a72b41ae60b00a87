package dev.recado.adapter.knowledge.faq;

import static dev.recado.adapter.knowledge.files.YamlFile.line;

import dev.recado.adapter.knowledge.files.YamlFile;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads the choices of a curated answer.
final class ChoicesReader {
    private final YamlFile file;

    ChoicesReader(YamlFile file) {
        this.file = file;
    }

    /// @param id the entry's id: an option without an id gets this one with its number
    List<Option> read(Node node, String id, String where) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw file.invalid(line(node), where + ": expected a list of titles");
        }
        if (list.getValue().size() > OfferedChoices.MAX_OPTIONS) {
            throw file.invalid(line(node), where + ": expected at most " + OfferedChoices.MAX_OPTIONS);
        }
        List<Option> options = new ArrayList<>();
        for (Node value : list.getValue()) {
            options.add(option(value, id + "-" + (options.size() + 1), where));
        }
        try {
            return new OfferedChoices(options, "-").options();
        } catch (IllegalArgumentException e) {
            throw file.invalid(line(node), where + ": " + e.getMessage());
        }
    }

    private Option option(Node node, String defaultId, String where) {
        if (node instanceof ScalarNode) {
            return new Option(defaultId, text(node, where, OfferedChoices.MAX_TITLE_LENGTH), null);
        }
        Map<String, YamlFile.Field> fields = file.fields(node, where + ": a title, or title, id and description");
        String id = defaultId;
        String title = null;
        @Nullable String description = null;
        for (Map.Entry<String, YamlFile.Field> field : fields.entrySet()) {
            Node value = field.getValue().value();
            switch (field.getKey()) {
                case "id" -> id = text(value, where + ", id", OfferedChoices.MAX_ID_LENGTH);
                case "title" -> title = text(value, where + ", title", OfferedChoices.MAX_TITLE_LENGTH);
                case "description" ->
                    description = text(value, where + ", description", OfferedChoices.MAX_DESCRIPTION_LENGTH);
                default ->
                    throw file.invalid(
                            field.getValue().line(),
                            where + ": \"" + field.getKey() + "\" is not known, expected title, id or description");
            }
        }
        if (title == null) {
            throw file.invalid(line(node), where + ": a choice has no title");
        }
        return new Option(id, title, description);
    }

    private String text(Node node, String where, int max) {
        String text = file.scalar(node, where);
        if (text.length() > max || text.indexOf('\n') >= 0) {
            throw file.invalid(line(node), where + ": expected one line of at most " + max + " characters");
        }
        return text;
    }
}
