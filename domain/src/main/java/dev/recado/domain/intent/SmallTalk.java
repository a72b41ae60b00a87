package dev.recado.domain.intent;

import dev.recado.domain.text.Language;
import dev.recado.domain.text.NormalizedText;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A message that is only small talk. One further word makes it a question, which other policies answer.
///
/// @param kinds its kinds, the dominant one first; never empty
/// @param languages the languages it can be in; empty for emoji
public record SmallTalk(Set<Kind> kinds, Set<Language> languages) {
    /// In order of dominance within one message.
    public enum Kind {
        ROBOT,
        WHO,
        GOODBYE,
        NO,
        THANKS,
        SORRY,
        GREETING,
        YES,
        OK,
        LAUGHTER
    }

    public SmallTalk {
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
        languages = Collections.unmodifiableSet(new LinkedHashSet<>(languages));
    }

    /// Returns the dominant kind.
    public Kind kind() {
        return kinds.iterator().next();
    }

    /// Returns whether it answers yes, with or without a greeting or thanks.
    public boolean isYes() {
        return kinds.contains(Kind.YES) && Collections.disjoint(kinds, Set.of(Kind.NO, Kind.WHO, Kind.ROBOT));
    }

    /// Returns the small talk in a text; empty for any other text.
    public static Optional<SmallTalk> in(String text) {
        if (text.length() > SmallTalkTable.MAX_LENGTH) {
            return Optional.empty();
        }
        List<List<String>> clauses = SmallTalkTable.CLAUSES
                .splitAsStream(SmallTalkTable.SHORT_FORM.matcher(text).replaceAll(""))
                .map(NormalizedText::of)
                .filter(plain -> !plain.isEmpty())
                .map(plain -> List.of(plain.split(" ", -1)))
                .toList();
        return clauses.isEmpty() ? SmallTalkTable.signs(text) : SmallTalkTable.words(clauses);
    }
}
