package dev.recado.domain.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Work is counted in characters read: four times the text may cost four times the reads, not sixteen times.
class LinearTimeTest {

    private static final int SIZE = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " ",
                "\n",
                "a ",
                "*a* ",
                "*",
                "_a",
                "~ ~",
                "`",
                "`a",
                "```\n",
                "https://a.example/b ",
                "https://",
                "www.a",
                "www.-",
                "(",
                ")",
                "e\u0301",
                "\u0301",
                "🇪🇸",
                "👩‍👩‍👧‍👦",
                "Dr. ",
                "hola. Sí, *sí* y `no`\n\n",
                "a\u0301 \u0301"
            })
    void splittingReadsEachCharacterAFewTimes(String unit) {
        assertThat(readsToSplit(unit, 4 * SIZE)).isLessThan(6 * readsToSplit(unit, SIZE) + SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "*", "*a", "_ ", "a_b ", "~x~", "`", "`a` ", "https://a.example/b_ ", "www.-", "> "})
    void markingALineReadsEachCharacterAFewTimes(String unit) {
        assertThat(readsToMark(unit, 4 * SIZE)).isLessThan(6 * readsToMark(unit, SIZE) + SIZE);
    }

    private static long readsToSplit(String unit, int size) {
        Counted text = new Counted(unit.repeat(size / unit.length()));
        new ReplySplitter(100, 1_000_000).split(text);
        return text.reads;
    }

    private static long readsToMark(String unit, int size) {
        String plain = unit.repeat(size / unit.length());
        Counted text = new Counted(plain);
        List<Marks.Pair> pairs = IntStream.range(0, plain.length() / 10)
                .mapToObj(i -> new Marks.Pair(Marks.BOLD, 10 * i, 10 * i + 5))
                .toList();
        new MarkedLine(text, new MarkedLine.Plan(Marks.nested(pairs), new BitSet())).defused();
        return text.reads;
    }

    private static final class Counted implements CharSequence {

        private final String text;
        private long reads;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            reads += end - start;
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
