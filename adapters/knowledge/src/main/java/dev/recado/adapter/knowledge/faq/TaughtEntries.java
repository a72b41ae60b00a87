package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.files.ContentHash;
import dev.recado.domain.teaching.TaughtAnswer;
import java.util.List;
import java.util.Map;

/// The answers that people of the business wrote, as entries.
final class TaughtEntries {
    /// No entry of the file has a colon in its name.
    private static final String PREFIX = "taught:";

    private TaughtEntries() {}

    static List<CuratedEntry> of(List<TaughtAnswer> answers) {
        return answers.stream()
                .map(answer -> new CuratedEntry(
                        PREFIX + answer.id(),
                        Map.of(
                                answer.language(),
                                new CuratedEntry.Block(answer.questions(), answer.answer(), null, List.of()))))
                .toList();
    }

    static String version(List<TaughtAnswer> answers) {
        return answers.isEmpty() ? "" : ContentHash.of(answers.toString());
    }
}
