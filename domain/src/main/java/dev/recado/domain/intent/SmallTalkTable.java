package dev.recado.domain.intent;

import dev.recado.domain.intent.SmallTalk.Kind;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.NormalizedText;
import dev.recado.domain.text.PhraseFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The built-in phrases of small talk, and the algorithm that covers a text with them.
final class SmallTalkTable {
    static final int MAX_LENGTH = 120;
    static final Pattern CLAUSES = Pattern.compile("[,.;:!?¿¡…\\n]+");
    private static final int MOST_WORDS = 14;
    /// "What's" counts as one word.
    static final Pattern SHORT_FORM = Pattern.compile("['’](?=(?:s|m|re|t|ll|d|ve)\\b)", Pattern.CASE_INSENSITIVE);

    private static final Pattern TWICE = Pattern.compile("(.)\\1+");
    private static final Pattern EITHER = Pattern.compile("\\(([^()]*)\\)(\\?)?");
    private static final String FILL = "FILL";
    /// Thanks in the form of praise: "very helpful".
    private static final String PRAISE = "PRAISE";
    /// What may follow a "no" within a clause: "no thank you". Before anything else "no" negates: "no entiendo".
    private static final Set<String> AFTER_A_NO = Stream.of(
                    Kind.THANKS, Kind.NO, Kind.GOODBYE, Kind.SORRY, Kind.LAUGHTER)
            .map(Kind::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Kind> SIGNS = Map.ofEntries(
            Map.entry("👍", Kind.OK),
            Map.entry("👌", Kind.OK),
            Map.entry("✅", Kind.OK),
            Map.entry("✔", Kind.OK),
            Map.entry("🆗", Kind.OK),
            Map.entry("💪", Kind.OK),
            Map.entry("👏", Kind.OK),
            Map.entry("😂", Kind.LAUGHTER),
            Map.entry("🤣", Kind.LAUGHTER),
            Map.entry("😆", Kind.LAUGHTER),
            Map.entry("😄", Kind.LAUGHTER),
            Map.entry("😅", Kind.LAUGHTER),
            Map.entry("😁", Kind.LAUGHTER),
            Map.entry("😀", Kind.LAUGHTER),
            Map.entry("😃", Kind.LAUGHTER),
            Map.entry("🙏", Kind.THANKS),
            Map.entry("❤", Kind.THANKS),
            Map.entry("🥰", Kind.THANKS),
            Map.entry("😘", Kind.THANKS),
            Map.entry("😊", Kind.THANKS),
            Map.entry("🙂", Kind.THANKS),
            Map.entry("👋", Kind.GREETING),
            Map.entry("👎", Kind.NO));

    private static final String[] PHRASE_KINDS = {
        "greeting", "thanks", "praise", "goodbye", "yes", "no", "ok", "sorry", "who", "robot", "fill"
    };
    private static final PhraseFile FILE = PhraseFile.read(
            "small_talk",
            Stream.concat(Stream.of(PHRASE_KINDS), Stream.of("negation", "laughter"))
                    .toArray(String[]::new));
    private static final Set<String> NEGATIONS = Set.copyOf(FILE.all("negation"));
    private static final Pattern LAUGHTER = FILE.pattern(any -> any, "laughter");

    /// By phrase: each kind, [#FILL] or [#PRAISE], with its languages.
    private static final Map<String, Map<String, Set<Language>>> PHRASES = byPhrase();

    private static final int LONGEST_PHRASE = PHRASES.keySet().stream()
            .mapToInt(phrase -> phrase.split(" ", -1).length)
            .max()
            .orElse(1);

    private SmallTalkTable() {}

    private static Map<String, Map<String, Set<Language>>> byPhrase() {
        Map<String, Map<String, Set<Language>>> found = new HashMap<>();
        for (String kind : PHRASE_KINDS) {
            FILE.byLanguage(kind)
                    .forEach((language, phrases) -> phrases.stream()
                            .flatMap(phrase -> spelledOut(phrase).stream())
                            .forEach(phrase -> found.computeIfAbsent(
                                            single(NormalizedText.of(phrase)), _ -> new HashMap<>())
                                    .computeIfAbsent(kind.toUpperCase(Locale.ROOT), _ -> new LinkedHashSet<>())
                                    .add(language)));
        }
        return found;
    }

    /// Expands a phrase with alternatives.
    private static List<String> spelledOut(String phrase) {
        Matcher matcher = EITHER.matcher(phrase);
        if (!matcher.find()) {
            return List.of(phrase);
        }
        List<String> choices = new ArrayList<>(List.of(matcher.group(1).split("\\|", -1)));
        if (matcher.group(2) != null || matcher.group(1).endsWith(" ")) {
            choices.add("");
        }
        List<String> all = new ArrayList<>();
        for (String choice : choices) {
            all.addAll(spelledOut(phrase.substring(0, matcher.start()) + choice + phrase.substring(matcher.end())));
        }
        return all;
    }

    /// Reduces doubled and repeated letters to one.
    private static String single(String words) {
        return TWICE.matcher(words).replaceAll("$1");
    }

    static Optional<SmallTalk> words(List<List<String>> clauses) {
        List<String> words = clauses.stream().flatMap(List::stream).toList();
        if (words.size() > MOST_WORDS) {
            return Optional.empty();
        }
        BitSet starts = new BitSet();
        int start = 0;
        for (List<String> clause : clauses) {
            starts.set(start);
            start += clause.size();
        }
        Match[] until = new Match[words.size() + 1];
        until[0] = new Match(EnumSet.noneOf(Kind.class), null, false);
        for (int from = 0; from < words.size(); from++) {
            Match before = until[from];
            if (before == null) {
                continue;
            }
            boolean negated = before.negates() && !starts.get(from);
            if (LAUGHTER.matcher(words.get(from)).matches()) {
                until[from + 1] = better(until[from + 1], before.with(Kind.LAUGHTER, null, false));
                continue;
            }
            StringBuilder phrase = new StringBuilder();
            for (int to = from; to < Math.min(words.size(), from + LONGEST_PHRASE); to++) {
                phrase.append(to == from ? "" : " ").append(single(words.get(to)));
                for (Map.Entry<String, Set<Language>> meant :
                        PHRASES.getOrDefault(phrase.toString(), Map.of()).entrySet()) {
                    String role = meant.getKey();
                    if (role.equals(FILL)) {
                        if (negated && !before.isIn(meant.getValue())) {
                            continue;
                        }
                        until[to + 1] = better(until[to + 1], before.with(null, meant.getValue(), negated));
                    } else if (!negated || AFTER_A_NO.contains(role)) {
                        Kind kind = role.equals(PRAISE) ? Kind.THANKS : Kind.valueOf(role);
                        boolean negates = kind == Kind.NO && NEGATIONS.contains(words.get(to));
                        until[to + 1] = better(until[to + 1], before.with(kind, meant.getValue(), negates));
                    }
                }
            }
        }
        Match whole = until[words.size()];
        return whole == null ? Optional.empty() : whole.smallTalk();
    }

    private static Match better(@Nullable Match known, Match other) {
        return known == null || weight(other) < weight(known) ? other : known;
    }

    /// Returns the rank of the dominant kind; lower dominates.
    private static int weight(Match found) {
        List<Kind> kinds = List.of(Kind.values());
        return kinds.stream()
                .filter(found.kinds()::contains)
                .mapToInt(kinds::indexOf)
                .findFirst()
                .orElse(kinds.size());
    }

    /// The small talk found up to a word.
    ///
    /// @param languages null for any
    /// @param negates whether it ends with a "no" that would negate what follows
    private record Match(Set<Kind> kinds, @Nullable Set<Language> languages, boolean negates) {
        Match with(@Nullable Kind kind, @Nullable Set<Language> in, boolean negating) {
            Set<Kind> all = EnumSet.noneOf(Kind.class);
            all.addAll(kinds);
            if (kind != null) {
                all.add(kind);
            }
            if (in == null || languages == null) {
                return new Match(all, in == null ? languages : in, negating);
            }
            Set<Language> both = new LinkedHashSet<>(languages);
            both.retainAll(in);
            return new Match(all, both.isEmpty() ? languages : both, negating);
        }

        boolean isIn(Set<Language> in) {
            return languages == null || !Collections.disjoint(languages, in);
        }

        Optional<SmallTalk> smallTalk() {
            return kinds.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SmallTalk(kinds, languages == null ? Set.of() : languages));
        }
    }

    /// Returns the kind of the first meaningful emoji of a text without words; empty when another sign is among
    /// them.
    static Optional<SmallTalk> signs(String text) {
        Kind said = null;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int sign = text.codePointAt(at);
            if (isBeside(sign)) {
                continue;
            }
            Kind kind = SIGNS.get(Character.toString(sign));
            if (kind == null) {
                return Optional.empty();
            }
            said = said == null ? kind : said;
        }
        return Optional.ofNullable(said).map(kind -> new SmallTalk(Set.of(kind), Set.of()));
    }

    /// Returns whether the character has no meaning of its own: a space, a skin tone, a joiner or a variation
    /// selector.
    private static boolean isBeside(int sign) {
        return Character.isWhitespace(sign)
                || Character.getType(sign) == Character.MODIFIER_SYMBOL
                || Character.getType(sign) == Character.NON_SPACING_MARK
                || Character.getType(sign) == Character.FORMAT
                || sign == '!'
                || sign == '.';
    }
}
