package dev.recado.domain.teaching;

import dev.recado.domain.text.Language;
import java.util.List;

/// Finds questions that ask for the same. CPU-bound, linear in the number of texts for a bounded number of groups.
/// Thread-safe.
public interface QuestionLikeness {

    /// Returns groups of positions in the list. Each position is in one group; a text that is like no other is
    /// a group of its own. Groups and positions are in the order of the texts.
    List<List<Integer>> groups(List<String> texts, Language language);
}
