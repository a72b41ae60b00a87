package dev.recado.adapter.knowledge.templates;

import dev.recado.domain.delivery.Templates;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.text.Language;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The approved templates of a file, in memory.
///
/// @param events templates of notifications, by event name in lower case
record TemplateCatalog(
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
