package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.OutboundContent.Template;
import dev.recado.domain.port.Templates;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The approved texts of a file, in memory.
///
/// @param events for notifications, by the business's name of the event in lower case
record MappedTemplates(
        Map<Purpose, Map<Language, MappedTemplate>> templates, Map<String, Map<Language, MappedTemplate>> events)
        implements Templates {
    @Override
    public Optional<Template> find(Purpose purpose, Channel channel, Language language, Map<Variable, String> values) {
        return Optional.ofNullable(templates.getOrDefault(purpose, Map.of()).get(language))
                .flatMap(template -> template.filled(channel, values));
    }

    @Override
    public Optional<Template> forEvent(String event, Channel channel, Language language, Map<Variable, String> values) {
        return Optional.ofNullable(events.getOrDefault(event.toLowerCase(Locale.ROOT), Map.of())
                        .get(language))
                .flatMap(template -> template.filled(channel, values));
    }
}
