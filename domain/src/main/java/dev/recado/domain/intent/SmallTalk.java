package dev.recado.domain.intent;

import dev.recado.domain.text.Language;
import dev.recado.domain.text.NormalizedText;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a message says that is small talk and nothing else. One word beside it that is none makes it a question, which
/// is for others to answer.
///
/// @param kinds what it is, what outweighs the rest first; never empty
/// @param languages in which it can be said; empty where it has no words, as a thumb
public record SmallTalk(Set<Kind> kinds, Set<Language> languages) {
    /// In the order in which one outweighs another of the same message.
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

    /// What outweighs the rest.
    public Kind kind() {
        return kinds.iterator().next();
    }

    /// Whether it says yes to what was asked, whatever greeting or thanks stand beside it.
    public boolean isYes() {
        return kinds.contains(Kind.YES) && Collections.disjoint(kinds, Set.of(Kind.NO, Kind.WHO, Kind.ROBOT));
    }

    /// Empty for a text that says anything else.
    public static Optional<SmallTalk> in(String text) {
        if (text.length() > SmallTalkTable.LONGEST) {
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
