package dev.recado.adapter.llm.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.format.ReplyComposer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class CommonMarkReaderProperties {

    private final CommonMarkReader reader = new CommonMarkReader();

    @Property
    void anyTextIsComposedWithinTheLimit(
            @ForAll("markdown") String markdown, @ForAll @IntRange(min = 20, max = 4096) int limit) {
        assertThat(new ReplyComposer(reader, limit, 5).compose(markdown))
                .hasSizeLessThanOrEqualTo(5)
                .allMatch(part -> part.length() <= limit && !part.isBlank());
    }

    @Property
    void anAddressInTextStaysUnchanged(@ForAll("addresses") String address, @ForAll("frames") String frame) {
        assertThat(new ReplyComposer(reader, 1500, 5).compose(frame.formatted(address)))
                .singleElement()
                .asString()
                .contains(address);
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.of("https://a.example/", "http://www.a.example/x?", "www.a.example/")
                .flatMap(start -> Arbitraries.strings()
                        .withChars("ab1_~*-=&/.%()")
                        .ofMaxLength(20)
                        .map(middle -> start + balanced(middle) + "z"));
    }

    @Provide
    Arbitrary<String> frames() {
        return Arbitraries.of(
                "%s", "ver %s hoy", "**%s**", "*%s*", "(%s)", "- %s\n- b", "> %s", "a_ %s _b", "~~ver %s~~", "\"%s\".");
    }

    @Provide
    Arbitrary<String> markdown() {
        Arbitrary<String> syntax = Arbitraries.of(
                "*",
                "**",
                "_",
                "~~",
                "`",
                "```\n",
                "\n",
                "\n\n",
                "# ",
                "- ",
                "1. ",
                "> ",
                "    ",
                "[a](",
                ")",
                "![",
                "]",
                "<b>",
                "</b>",
                "<br>",
                "|a|b|\n|-|-|\n|",
                "|",
                "---\n",
                "\\",
                "&amp;",
                "https://a.example/b_c",
                "palabra ",
                "¿qué? ",
                "👩‍👩‍👧‍👦",
                "\uD83D",
                "\u0000",
                "\u202E",
                "\r\n",
                "\t",
                "e\u0301",
                "$x_1$",
                "www.");
        return Arbitraries.frequencyOf(
                        Tuple.of(8, syntax),
                        Tuple.of(1, Arbitraries.strings().all().ofMaxLength(10)))
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    private static String balanced(String text) {
        return text.replace("(", "").replace(")", "");
    }
}
