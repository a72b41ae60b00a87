package dev.recado.adapter.console.kept;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lists the approved templates, of which people choose one while free text is off.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/templates")
final class TemplateController {
    private final Templates templates;

    TemplateController(Templates templates) {
        this.templates = templates;
    }

    @Get
    Page list() {
        return new Page(templates.all().stream().map(TemplateBody::of).toList(), null);
    }

    /// @param next always null: all are on one page
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Page(List<TemplateBody> items, @Nullable String next) {}

    /// A template at one provider.
    ///
    /// @param name and `language_tag` are what a message names it by
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(Include.ALWAYS)
    record TemplateBody(
            String label,
            String language,
            String channel,
            String name,
            String languageTag,
            List<String> variables,
            @Nullable String text) {

        private static TemplateBody of(Templates.Known known) {
            return new TemplateBody(
                    known.label(),
                    known.language().tag(),
                    known.channel().id(),
                    known.name(),
                    known.languageTag(),
                    known.variables().stream()
                            .map(variable -> variable.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    known.text());
        }
    }
}
