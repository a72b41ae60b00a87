package dev.recado.adapter.knowledge.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagePropertiesTest {
    @Test
    void aListIsReadByItsForm() {
        LanguageProperties spanish = LanguageProperties.of(Language.SPANISH);

        assertThat(spanish.words("negation")).contains("no", "tampoco");
        assertThat(spanish.phrases("courtesy")).contains("hola", "buenos dias").doesNotContain("");
        assertThat(spanish.pairs("shorthand")).containsEntry("xq", "porque");
    }

    @Test
    void aMissingListIsNamed() {
        assertThatThrownBy(() -> LanguageProperties.of(Language.SPANISH).words("insults"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("/recado/languages/es.properties: insults is missing");
    }

    @Test
    void aBrokenPairIsNamed() {
        assertThatThrownBy(() -> LanguageProperties.of(Language.SPANISH).pairs("negation"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("/recado/languages/es.properties: negation has \"")
                .hasMessageEndingWith("\", expected word:meaning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "en", "fr", "pt"})
    void everyShippedLanguageHasEveryList(String tag) {
        LanguageProperties lists = LanguageProperties.of(new Language(tag));

        assertThat(lists.pairs("shorthand")).isNotEmpty();
        for (String list : new String[] {"courtesy", "alike", "personal"}) {
            assertThat(lists.phrases(list)).as(list).isNotEmpty();
        }
        for (String list : new String[] {"stop", "light", "asking", "negation", "conjunction"}) {
            assertThat(lists.words(list)).as(list).isNotEmpty();
        }
    }

    @Test
    void aLanguageThatDoesNotShipHasNone() {
        LanguageProperties german = LanguageProperties.of(new Language("de"));

        assertThat(german.words("stop")).isEmpty();
        assertThat(german.phrases("courtesy")).isEmpty();
        assertThat(german.pairs("shorthand")).isEmpty();
    }
}
