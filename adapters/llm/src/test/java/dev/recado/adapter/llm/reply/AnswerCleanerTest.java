package dev.recado.adapter.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.cost.CpuCost;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnswerCleanerTest {

    @Test
    void thoughtsAreCutWhereverTheyAre() {
        assertThat(AnswerCleaner.of("<think>a</think>b")).isEqualTo("b");
        assertThat(AnswerCleaner.of("<Think>\n\n</THINK>\n\nb\n")).isEqualTo("b");
        assertThat(AnswerCleaner.of("a <think>x</think>b<think>y</think> c")).isEqualTo("a b c");
    }

    @Test
    void halfAPairIsCutToo() {
        assertThat(AnswerCleaner.of("so the user wants hours.</think>\nWe open at 9."))
                .isEqualTo("We open at 9.");
        assertThat(AnswerCleaner.of("We open at 9.<think>and")).isEqualTo("We open at 9.");
        assertThat(AnswerCleaner.of("<think>and")).isEmpty();
    }

    @Test
    void lettersThatGrowWhenLoweredMoveNothing() {
        assertThat(AnswerCleaner.of("İİİ<think>x</think>b")).isEqualTo("İİİb");
    }

    @Test
    void aRunawayIsCutBetweenCharacters() {
        assertThat(AnswerCleaner.of("x".repeat(20_000))).hasSize(20_000).endsWith("x");
        assertThat(AnswerCleaner.of("x".repeat(20_001))).hasSize(20_000).endsWith("x…");
        assertThat(AnswerCleaner.of("x".repeat(19_998) + "😀😀"))
                .hasSize(19_999)
                .endsWith("x…");
    }

    @Test
    void manyOpenTagsTakeNoLongerThanTheirLength() {
        CpuCost.growsWithLength("<think>", opened -> AnswerCleaner.of(opened + opened.replace("<", "</")));
    }

    @Property
    void nothingStaysThatMayNot(@ForAll String text) {
        assertThat(AnswerCleaner.of(text))
                .isEqualTo(AnswerCleaner.of(text).strip())
                .doesNotContain("<think>");
    }
}
