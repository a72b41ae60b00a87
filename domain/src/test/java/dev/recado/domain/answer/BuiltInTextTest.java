package dev.recado.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.text.Language;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuiltInTextTest {

    @Test
    void everyTextExistsInEveryLanguageAndDiffers() {
        for (BuiltInText phrase : BuiltInText.values()) {
            Set<String> words = new HashSet<>();
            for (Language language : Language.SHIPPED) {
                assertThat(phrase.in(language)).isNotBlank().doesNotContain("\uFFFD", "Ã");
                words.add(phrase.in(language));
            }
            assertThat(words).as(phrase.name()).hasSize(Language.SHIPPED.size());
        }
    }
}
