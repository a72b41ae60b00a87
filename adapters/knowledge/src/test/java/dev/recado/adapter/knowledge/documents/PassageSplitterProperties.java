package dev.recado.adapter.knowledge.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PassageSplitterProperties {

    @Property(tries = 300)
    void noPassageIsEmptyOrTooLong(@ForAll("texts") String text) {
        assertThat(PassageSplitter.split(text)).allSatisfy(passage -> {
            assertThat(passage).isNotBlank();
            assertThat(passage.length()).isLessThanOrEqualTo(PassageSplitter.MAX_CHARACTERS);
            assertThat(passage.strip().split("\\s+", -1).length).isLessThanOrEqualTo(PassageSplitter.MAX_WORDS);
        });
    }

    @Property(tries = 300)
    void noTextIsLostOrRepeated(@ForAll("texts") String text) {
        assertThat(String.join("", PassageSplitter.split(text)).replaceAll("\\s+", ""))
                .isEqualTo(text.replaceAll("\\s+", ""));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word = Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9),
                Arbitraries.of("Fin.", "¿Sí?", "3,50", "€", "EE.UU.", "- punto", "é", "👩‍👩‍👧", "x".repeat(4000)));
        Arbitrary<String> gap = Arbitraries.of(" ", " ", " ", " ", " ", ". ", "\n", "\n\n");
        Arbitrary<List<String>> words = word.list().ofMaxSize(700);
        return words.flatMap(all -> gap.list().ofSize(all.size()).map(gaps -> {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < all.size(); at++) {
                text.append(all.get(at)).append(gaps.get(at));
            }
            return text.toString();
        }));
    }
}
