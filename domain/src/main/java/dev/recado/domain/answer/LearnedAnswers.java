package dev.recado.domain.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Answers that a model gave and that hold for whoever asks the same, for a while. All processes share them.
public interface LearnedAnswers {

    /// The answer kept under this key, unless its time is over; also empty when the store cannot be asked. A repeat
    /// is harmless.
    Optional<Learned> find(String key, Instant now);

    /// Keeps an answer, in place of an earlier one of this key. A repeat is harmless; one that the store does not
    /// take is forgotten.
    ///
    /// @param key at most 100 characters, of letters and digits
    void learn(String key, Learned answer, Instant expires);

    /// @param text CommonMark
    /// @param sources what it stands on, as it can be shown
    record Learned(String text, List<String> sources) {
        public Learned {
            sources = List.copyOf(sources);
        }
    }
}
