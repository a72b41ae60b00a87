package dev.recado.domain.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A shared cache of model answers that are valid for every user for a while. All processes share it.
/// Thread-safe.
public interface LearnedAnswers {

    /// Returns the answer for this key; empty when it expired, or when the store does not answer. A repeat is
    /// harmless.
    Optional<Learned> find(String key, Instant now);

    /// Stores an answer, replacing an earlier one of this key. Never throws: an answer that cannot be stored is
    /// dropped. A repeat is harmless.
    ///
    /// @param key at most 100 letters and digits
    void learn(String key, Learned answer, Instant expires);

    /// @param text CommonMark
    /// @param sources the sources of the answer, as displayed
    record Learned(String text, List<String> sources) {
        public Learned {
            sources = List.copyOf(sources);
        }
    }
}
