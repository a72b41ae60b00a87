package dev.recado.adapter.knowledge.templates;

import dev.recado.domain.delivery.Templates;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    @Override
    public List<Known> all() {
        List<Known> all = new ArrayList<>();
        templates.forEach((purpose, byLanguage) -> add(all, purpose.name().toLowerCase(Locale.ROOT), byLanguage));
        events.forEach((event, byLanguage) -> add(all, event, byLanguage));
        all.sort(Comparator.comparing(Known::label)
                .thenComparing(known -> known.language().tag())
                .thenComparing(Known::channel));
        return List.copyOf(all);
    }

    private static void add(List<Known> all, String label, Map<Language, MappedTemplate> byLanguage) {
        byLanguage.forEach((language, template) -> template.references()
                .forEach((channel, reference) -> all.add(new Known(
                        label,
                        language,
                        channel,
                        reference.name(),
                        reference.languageTag(),
                        template.variables(),
                        template.text()))));
    }
}
