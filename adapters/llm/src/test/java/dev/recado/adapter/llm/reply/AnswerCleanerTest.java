package dev.recado.adapter.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.cost.CpuCost;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnswerCleanerTest {

    @Test
    void reasoningIsRemovedEverywhere() {
        assertThat(AnswerCleaner.clean("<think>a</think>b")).isEqualTo("b");
        assertThat(AnswerCleaner.clean("<Think>\n\n</THINK>\n\nb\n")).isEqualTo("b");
        assertThat(AnswerCleaner.clean("a <think>x</think>b<think>y</think> c")).isEqualTo("a b c");
    }

    @Test
    void anUnpairedTagIsRemovedToo() {
        assertThat(AnswerCleaner.clean("so the user wants hours.</think>\nWe open at 9."))
                .isEqualTo("We open at 9.");
        assertThat(AnswerCleaner.clean("We open at 9.<think>and")).isEqualTo("We open at 9.");
        assertThat(AnswerCleaner.clean("<think>and")).isEmpty();
    }

    @Test
    void lettersThatGrowInLowerCaseShiftNothing() {
        assertThat(AnswerCleaner.clean("İİİ<think>x</think>b")).isEqualTo("İİİb");
    }

    @Test
    void anOverlongAnswerIsCutBetweenCharacters() {
        assertThat(AnswerCleaner.clean("x".repeat(20_000))).hasSize(20_000).endsWith("x");
        assertThat(AnswerCleaner.clean("x".repeat(20_001))).hasSize(20_000).endsWith("x…");
        assertThat(AnswerCleaner.clean("x".repeat(19_998) + "😀😀"))
                .hasSize(19_999)
                .endsWith("x…");
    }

    @Test
    void manyOpenTagsTakeLinearTime() {
        CpuCost.growsWithLength("<think>", opened -> AnswerCleaner.clean(opened + opened.replace("<", "</")));
    }

    @Property
    void nothingForbiddenStays(@ForAll String text) {
        assertThat(AnswerCleaner.clean(text))
                .isEqualTo(AnswerCleaner.clean(text).strip())
                .doesNotContain("<think>");
    }
}
