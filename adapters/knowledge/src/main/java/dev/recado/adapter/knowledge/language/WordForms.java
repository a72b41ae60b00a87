package dev.recado.adapter.knowledge.language;

import dev.recado.domain.text.Language;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Forms in which words are compared: without accents and case, by stem, by sound, and by edit distance.
public final class WordForms {
    /// Combining marks, and the one letter that decomposes into eighteen.
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\x{FDFA}]+");
    private static final Pattern REPEATED = Pattern.compile("(\\p{L})\\1{2,}");
    private static final Pattern DOUBLE_LETTER = Pattern.compile("(.)\\1");
    private static final Pattern SIBILANT = Pattern.compile("[cz](?=[ei])|z|x");
    private static final Pattern SOFT_G = Pattern.compile("g(?=[ei])");
    private static final Pattern HARD_G = Pattern.compile("gu(?=[ei])");
    private static final int MIN_STEM = 3;
    /// "seis", "dais"; longer words with this ending are verbs: "habláis", "tenéis".
    private static final int MAX_NON_VERB = 4;

    private WordForms() {}

    /// Lower case, without accents; a repeated letter ("holaaa") is kept once. Marks are removed before
    /// normalization too, because the normalizer sorts them in time quadratic in their number.
    public static String fold(String text) {
        // The one capital that becomes two characters makes toLowerCase copy in quadratic time.
        String lower = text.replace('İ', 'I').toLowerCase(Locale.ROOT);
        String plain = isAscii(lower)
                ? lower
                : MARKS.matcher(Normalizer.normalize(MARKS.matcher(lower).replaceAll(""), Normalizer.Form.NFKD))
                        .replaceAll("");
        return REPEATED.matcher(plain).replaceAll("$1");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /// A light stem that the forms of a folded word share, so that different words stay apart.
    public static String stem(String word, Language language) {
        if (word.length() <= MIN_STEM) {
            return word;
        }
        return switch (language.tag()) {
            case "es" -> {
                String verb = word.length() > MAX_NON_VERB ? without(word, "ais", "eis") : word;
                yield verb.equals(word) ? without(without(without(word, "s"), "n", "r"), "a", "e", "i", "o") : verb;
            }
            case "pt" -> without(without(without(plural(word), "s"), "m", "r"), "a", "e", "i", "o");
            case "fr" -> without(without(word, "s", "x"), "er", "ez", "ent", "e");
            case "en" -> english(word);
            default -> word;
        };
    }

    private static String plural(String word) {
        return word.length() > 5 && word.endsWith("oes") ? word.substring(0, word.length() - 3) + "ao" : word;
    }

    private static String english(String word) {
        if (word.endsWith("ies") && word.length() > 5) {
            return word.substring(0, word.length() - 3) + "y";
        }
        String singular = word.endsWith("ss") ? word : without(word, "s");
        if (singular.length() > 5) {
            for (String ending : new String[] {"ing", "ed", "ion"}) {
                if (singular.endsWith(ending)) {
                    return undoubled(singular.substring(0, singular.length() - ending.length()));
                }
            }
        }
        return singular.length() > 4 ? without(singular, "e") : singular;
    }

    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled =
                last > 2 && stem.charAt(last) == stem.charAt(last - 1) && "bdgmnprt".indexOf(stem.charAt(last)) >= 0;
        return without(doubled ? stem.substring(0, last) : stem, "e");
    }

    private static String without(String word, String... completion) {
        for (String ending : completion) {
            if (word.endsWith(ending) && word.length() - ending.length() >= MIN_STEM) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    /// A key that words with the same sound share: "kiero" and "quiero", "sita" and "cita".
    public static String sound(String word, Language language) {
        return switch (language.tag()) {
            case "es", "pt" -> {
                String plain = word.replace("ch", "#").replace("h", "").replace("qu", "k");
                String unifiedSibilants = SIBILANT.matcher(plain)
                        .replaceAll("s")
                        .replace('c', 'k')
                        .replace('q', 'k');
                String unified = HARD_G.matcher(SOFT_G.matcher(unifiedSibilants).replaceAll("j"))
                        .replaceAll("g");
                yield single(unified.replace('v', 'b').replace('w', 'u').replace("ll", "y"));
            }
            default -> single(word.replace("ph", "f"));
        };
    }

    /// The word with the chat spelling x for "ch" expanded: "muxo", "pexo".
    public static String chatted(String word, Language language) {
        return switch (language.tag()) {
            case "es", "pt" -> word.replace("x", "ch");
            default -> word;
        };
    }

    private static String single(String word) {
        return DOUBLE_LETTER.matcher(word).replaceAll("$1");
    }

    /// The edit distance: the fewest letters added, removed, changed or swapped with a neighbour; `limit + 1` for
    /// anything above the limit.
    public static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            int best = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(Math.min(last[j] + 1, current[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost = Math.min(cost, beforeLast[j - 2] + 1);
                }
                current[j] = cost;
                best = Math.min(best, cost);
            }
            if (best > limit) {
                return limit + 1;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return Math.min(last[b.length()], limit + 1);
    }
}
