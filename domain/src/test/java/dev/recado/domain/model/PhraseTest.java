package dev.recado.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhraseTest {

    @Test
    void everyPhraseIsSaidInEveryLanguageAndDifferently() {
        for (Phrase phrase : Phrase.values()) {
            Set<String> words = new HashSet<>();
            for (Language language : Language.SHIPPED) {
                assertThat(phrase.in(language)).isNotBlank().doesNotContain("\uFFFD", "Ã");
                words.add(phrase.in(language));
            }
            assertThat(words).as(phrase.name()).hasSize(Language.SHIPPED.size());
        }
    }
}
