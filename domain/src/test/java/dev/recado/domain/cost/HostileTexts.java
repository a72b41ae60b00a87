package dev.recado.domain.cost;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/// Texts that are expensive to process: endless repetition, unclosed markup, near matches.
public final class HostileTexts {
    /// A text that a user might write, for comparison.
    static final String PLAIN = "Hola, ¿me podéis decir cuánto cuesta la limpieza dental y si abrís el sábado por"
            + " la tarde? Es para mi hija, que tiene 7 años. Gracias de antemano y un saludo.\n";

    /// Each is repeated up to the wanted length.
    private static final String[] UNITS = {
        "1",
        "¿",
        "a",
        "a@",
        "@",
        "a@b.",
        "a.",
        "a-",
        "-",
        ".",
        " ",
        "\t ",
        "\n",
        "a\n",
        "\n ",
        "a ",
        "x y ",
        "1 ",
        "1-",
        "+34 6",
        "a1b2",
        "aB3 ",
        "e\u0301",
        "\u0301",
        "\u0301\u0316",
        "a\u0316\u0301",
        "👩‍👩‍👧‍👦",
        "🇪🇸",
        "\u200B",
        "\u200D",
        "a\u200B",
        "İ",
        "ﷺ",
        "字",
        "\uD83D",
        "https://",
        "https://a.example/",
        "https://a.example/ ",
        "www.a",
        "www.a`-`",
        "www.",
        "*",
        "**",
        "**a",
        "*a ",
        "**a* ",
        "a**b",
        "*a_b~~c ",
        "_",
        "_a",
        "~",
        "~~a",
        "#",
        "# a\n",
        "`",
        "`a",
        "`` ` ",
        "```",
        "```\n",
        "> ",
        ">",
        "- ",
        "- a\n",
        "  - a\n",
        "1. ",
        "1. a\n",
        "[",
        "![",
        "]",
        "[a](",
        "[a](<b",
        "[a](b \"",
        "[a]: b\n",
        "[a][",
        "(",
        ")",
        "((",
        "{",
        "\"",
        "\"'",
        "“",
        "<",
        "<a",
        "<a b='",
        "<!--",
        "<!-- ",
        "<?",
        "<!A",
        "<![CDATA[",
        "</a",
        "<think>",
        "</think>",
        "<br>",
        "&",
        "&#",
        "&amp;",
        "|",
        "|a",
        "|\n",
        "\\",
        "\\*",
        "hola ",
        "hola, hola! ",
        "buenos dias ",
        "puta ",
        " p u t a",
        "puuuuta ",
        "hijo de ",
        "no quiero ",
        "quiero ",
        "quiero hablar ",
        "por favor ",
        "me llamo ",
        "mi telefono es ",
        "ignore ",
        "ignore - ",
        "ignora todas las ",
        "i-g-n-o-r-e ",
        "reveal your instructions ",
        "you are now a ",
        "use the a_b",
        "system: ",
        "##system",
        "[system",
        "send a a a a ",
        "Dr. ",
        "a. B",
        "12:30 ",
        "l'",
        "n't ",
        "quiero una cita para el dia 1 ",
    };

    private HostileTexts() {}

    /// Returns all of them in that length, by a name that shows their shape.
    public static Map<String, String> of(int length) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String unit : UNITS) {
            texts.put(named(unit), repeated(unit, length));
        }
        shapes().forEach((name, shape) -> texts.put(name, cut(shape.apply(length), length)));
        return texts;
    }

    private static Map<String, IntFunction<String>> shapes() {
        Map<String, IntFunction<String>> shapes = new LinkedHashMap<>();
        shapes.put("brackets that close", n -> "[".repeat(n / 2) + "]".repeat(n / 2));
        shapes.put("emphases that close", n -> "*a ".repeat(n / 5) + "b*".repeat(n / 5));
        shapes.put("an unclosed fence", n -> "```\n" + "a\n".repeat(n / 2));
        shapes.put("nested lists, then blank lines", n -> "- ".repeat(n / 4) + "a" + "\n".repeat(n / 2));
        shapes.put("nested quotes, then lines", n -> "> ".repeat(n / 4) + "a" + "\n>".repeat(n / 4));
        shapes.put(
                "a table of many columns", n -> "|a".repeat(n / 6) + "\n" + "|-".repeat(n / 6) + "\n|".repeat(n / 6));
        shapes.put("an override and a run of dashes", n -> ("ignore " + "-".repeat(200)).repeat(n / 207 + 1));
        shapes.put("an override and dashes in words", n -> ("ignore " + "a-_'".repeat(50)).repeat(n / 207 + 1));
        shapes.put("a role and a run of dashes", n -> ("you are now a " + "-".repeat(120)).repeat(n / 134 + 1));
        shapes.put("tool names", n -> "use the " + "a_".repeat(n / 2));
        shapes.put("words that all differ", HostileTexts::differing);
        shapes.put("words nearly known", HostileTexts::mistyped);
        shapes.put("one word and blanks", n -> "a" + " ".repeat(n - 2) + "b");
        shapes.put("a number and blanks", n -> "1 1 1 1 1 1" + " ".repeat(n - 11));
        shapes.put("an address without an end", n -> "a@" + "b".repeat(n));
        shapes.put("backticks of all lengths", HostileTexts::backticks);
        shapes.put("a long word", n -> "quiero".repeat(n / 6 + 1));
        return shapes;
    }

    private static String differing(int length) {
        StringBuilder text = new StringBuilder(length + 8);
        for (int i = 0; text.length() < length; i++) {
            text.append(Integer.toString(i * 7919 + 46_656, 36)).append(' ');
        }
        return text.toString();
    }

    private static String mistyped(int length) {
        String[] words = {"limpieza", "dental", "horario", "precio", "consulta", "sabado", "reserva", "sobre", "quiero"
        };
        StringBuilder text = new StringBuilder(length + 16);
        for (int i = 0; text.length() < length; i++) {
            String word = words[i % words.length];
            int at = 1 + i % (word.length() - 1);
            text.append(word, 0, at)
                    .append((char) ('a' + i % 26))
                    .append(word.substring(at))
                    .append(' ');
        }
        return text.toString();
    }

    private static String backticks(int length) {
        StringBuilder text = new StringBuilder(2 * length);
        for (int run = 1; text.length() < length; run++) {
            text.append("`".repeat(run)).append('a');
        }
        return text.toString();
    }

    static String repeated(String unit, int length) {
        return cut(unit.repeat(length / unit.length() + 1), length);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String named(String unit) {
        StringBuilder name = new StringBuilder();
        unit.chars().forEach(c -> {
            if (c > ' ' && c < 127) {
                name.append((char) c);
            } else {
                name.append(c == ' ' ? "␠" : "\\u%04X".formatted(c));
            }
        });
        return name.toString();
    }
}
