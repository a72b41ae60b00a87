package dev.recado.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.cost.CpuCost;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

    @Test
    void thoughtsAreCutWhereverTheyAre() {
        assertThat(AnswerText.of("<think>a</think>b")).isEqualTo("b");
        assertThat(AnswerText.of("<Think>\n\n</THINK>\n\nb\n")).isEqualTo("b");
        assertThat(AnswerText.of("a <think>x</think>b<think>y</think> c")).isEqualTo("a b c");
    }

    @Test
    void halfAPairIsCutToo() {
        assertThat(AnswerText.of("so the user wants hours.</think>\nWe open at 9."))
                .isEqualTo("We open at 9.");
        assertThat(AnswerText.of("We open at 9.<think>and")).isEqualTo("We open at 9.");
        assertThat(AnswerText.of("<think>and")).isEmpty();
    }

    @Test
    void lettersThatGrowWhenLoweredMoveNothing() {
        assertThat(AnswerText.of("İİİ<think>x</think>b")).isEqualTo("İİİb");
    }

    @Test
    void aRunawayIsCutBetweenCharacters() {
        assertThat(AnswerText.of("x".repeat(20_000))).hasSize(20_000).endsWith("x");
        assertThat(AnswerText.of("x".repeat(20_001))).hasSize(20_000).endsWith("x…");
        assertThat(AnswerText.of("x".repeat(19_998) + "😀😀")).hasSize(19_999).endsWith("x…");
    }

    @Test
    void manyOpenTagsTakeNoLongerThanTheirLength() {
        CpuCost.growsWithLength("<think>", opened -> AnswerText.of(opened + opened.replace("<", "</")));
    }

    @Property
    void nothingStaysThatMayNot(@ForAll String text) {
        assertThat(AnswerText.of(text)).isEqualTo(AnswerText.of(text).strip()).doesNotContain("<think>");
    }
}
