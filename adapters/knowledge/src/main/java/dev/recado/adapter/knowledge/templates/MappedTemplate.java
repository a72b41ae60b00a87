package dev.recado.adapter.knowledge.templates;

import dev.recado.domain.delivery.Templates.Variable;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.OutboundContent.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An approved template and its names at the providers.
///
/// @param text its text, with `{{1}}` for the first gap, if the file has it
/// @param variables what fills its gaps, in order
record MappedTemplate(@Nullable String text, List<Variable> variables, Map<Channel, Reference> references) {
    MappedTemplate {
        variables = List.copyOf(variables);
        references = Map.copyOf(references);
    }

    /// @param languageTag the provider's own tag for the template's language
    record Reference(String name, String languageTag) {}

    Optional<Template> filled(Channel channel, Map<Variable, String> values) {
        Reference reference = references.get(channel);
        if (reference == null) {
            return Optional.empty();
        }
        List<String> gaps = variables.stream()
                .map(variable -> values.getOrDefault(variable, "…"))
                .toList();
        return Optional.of(new Template(reference.name(), reference.languageTag(), gaps, rendered(reference, gaps)));
    }

    private String rendered(Reference reference, List<String> gaps) {
        if (text == null) {
            return gaps.stream()
                    .collect(Collectors.joining(" · ", "[" + reference.name() + "] ", ""))
                    .strip();
        }
        String rendered = text;
        for (int i = 0; i < gaps.size(); i++) {
            rendered = rendered.replace("{{" + (i + 1) + "}}", gaps.get(i));
        }
        return rendered;
    }
}
