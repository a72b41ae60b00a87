package dev.recado.domain.guard;

import java.time.Instant;
import java.util.Set;

/// Judges whether a text may be answered at all, by a provider's moderation.
public interface ContentGuard {

    /// Blocks for a moment. A repeat asks again.
    Verdict examine(String text, Instant deadline);

    /// What it found.
    sealed interface Verdict {
        record Fine() implements Verdict {}

        /// @param categories the provider's words for it, as `harassment`
        record Harmful(Set<String> categories) implements Verdict {}

        /// It could not be asked; other guards decide.
        /// @param reason fit for a log
        record Unknown(String reason) implements Verdict {}
    }
}
