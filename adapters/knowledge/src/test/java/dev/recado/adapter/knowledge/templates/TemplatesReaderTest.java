package dev.recado.adapter.knowledge.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recado.domain.ConfigurationException;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.delivery.Templates.Known;
import dev.recado.domain.delivery.Templates.Purpose;
import dev.recado.domain.delivery.Templates.Variable;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesReaderTest {
    private static final String SID = "HX00000000000000000000000000000001";
    private static final Map<Variable, String> VALUES =
            Map.of(Variable.NAME, "Ana", Variable.BOT, "Recado", Variable.TEXT, "De 9 a 20");

    private static Templates read(String yaml) {
        return new TemplatesReader("templates.yaml").read(yaml);
    }

    @Test
    void aTemplateHasItsNameAtEachProvider() {
        Templates templates = read("""
                window_closed:
                  es:
                    text: "Hola {{1}}, tenemos tu respuesta: {{2}}"
                    variables: [name, text]
                    twilio: {content_sid: %s}
                    meta: {name: answer_ready, language: es_MX}
                  en:
                    variables: [bot]
                    meta: {name: answer_ready}
                """.formatted(SID));

        assertThat(templates.find(Purpose.WINDOW_CLOSED, Channel.TWILIO, Language.SPANISH, VALUES))
                .contains(new Template(
                        SID, "es", List.of("Ana", "De 9 a 20"), "Hola Ana, tenemos tu respuesta: De 9 a 20"));
        assertThat(templates.find(Purpose.WINDOW_CLOSED, Channel.META, Language.SPANISH, VALUES))
                .hasValueSatisfying(template -> {
                    assertThat(template.reference()).isEqualTo("answer_ready");
                    assertThat(template.languageTag()).isEqualTo("es_MX");
                });
        assertThat(templates.find(Purpose.WINDOW_CLOSED, Channel.META, Language.ENGLISH, VALUES))
                .contains(new Template("answer_ready", "en", List.of("Recado"), "[answer_ready] Recado"));
        assertThat(templates.find(Purpose.WINDOW_CLOSED, Channel.TWILIO, Language.ENGLISH, VALUES))
                .isEmpty();
        assertThat(templates.find(Purpose.WINDOW_CLOSED, Channel.META, Language.FRENCH, VALUES))
                .isEmpty();
    }

    @Test
    void allTemplatesAreListedForWhoChoosesOne() {
        Templates templates = read("""
                window_closed:
                  es:
                    text: "Hola {{1}}, tenemos tu respuesta: {{2}}"
                    variables: [name, text]
                    twilio: {content_sid: %s}
                    meta: {name: answer_ready, language: es_MX}
                notifications:
                  APPOINTMENT:
                    en:
                      meta: {name: appointment}
                """.formatted(SID));

        List<Variable> gaps = List.of(Variable.NAME, Variable.TEXT);
        String says = "Hola {{1}}, tenemos tu respuesta: {{2}}";
        assertThat(templates.all())
                .containsExactly(
                        new Known("appointment", Language.ENGLISH, Channel.META, "appointment", "en", List.of(), null),
                        new Known("window_closed", Language.SPANISH, Channel.TWILIO, SID, "es", gaps, says),
                        new Known(
                                "window_closed", Language.SPANISH, Channel.META, "answer_ready", "es_MX", gaps, says));
        assertThat(Templates.NONE.all()).isEmpty();
    }

    @Test
    void errorsNameTheirLine() {
        refused("", "line 1: the file is empty, expected window_closed: …");
        refused("goodbye: {}", "line 1: \"goodbye\" is not known, expected window_closed");
        refused("window_closed:\n  de: {}", "line 2: \"de\" is not known, expected es, en, fr or pt");
        refused("window_closed:\n  es: {}", "line 2: window_closed, es has no provider, expected twilio or meta");
        refused("window_closed:\n  es:\n    twilio: {}", "line 3: window_closed, es, twilio has no content_sid");
        refused(
                "window_closed:\n  es:\n    twilio: {content_sid: HX1}",
                "line 3: window_closed, es, twilio, content_sid: \"HX1\" is none");
        refused(
                "window_closed:\n  es:\n    meta: {name: Answer Ready}",
                "line 3: window_closed, es, meta, name: \"Answer Ready\" is none");
        refused(
                "window_closed:\n  es:\n    meta: {id: a}",
                "line 3: window_closed, es, meta: \"id\" is not known, expected name, language");
        refused(
                "window_closed:\n  es:\n    variables: [surname]\n    meta: {name: a}",
                "line 3: window_closed, es, variables: \"surname\" is not known, expected name, bot, subject, text");
        refused(
                "window_closed:\n  es:\n    text: 'Hi {{2}}'\n    variables: [name]\n    meta: {name: a}",
                "line 3: window_closed, es, text: there is no variable for {{2}}");
        refused("window_closed: [a", "is not valid YAML: ");
    }

    private static void refused(String yaml, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith("RECADO_TEMPLATES_FILE: templates.yaml, ")
                .withMessageContaining(message);
    }

    @Test
    void anEventHasItsOwnTemplates() {
        Templates templates = read("""
                notifications:
                  APPOINTMENT_REMINDER_24H:
                    es:
                      text: "{{1}}: {{2}}"
                      variables: [subject, text]
                      meta: {name: recordatorio}
                """);
        Map<Variable, String> values = Map.of(Variable.SUBJECT, "Cita", Variable.TEXT, "mañana");

        assertThat(templates.forEvent("appointment_reminder_24h", Channel.META, Language.SPANISH, values))
                .hasValueSatisfying(template -> assertThat(template.text()).isEqualTo("Cita: mañana"));
        assertThat(templates.forEvent("APPOINTMENT_REMINDER_24H", Channel.TWILIO, Language.SPANISH, values))
                .isEmpty();
        assertThat(templates.forEvent("PAYMENT_DUE", Channel.META, Language.SPANISH, values))
                .isEmpty();
    }
}
