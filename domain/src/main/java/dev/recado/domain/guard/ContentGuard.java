package dev.recado.domain.guard;

import java.time.Instant;
import java.util.Set;

/// A moderation service that checks whether a text may be answered.
public interface ContentGuard {

    /// Checks a text; blocks until the service answered or the deadline passed. Never throws: a failure is a
    /// verdict. A repeat asks again. Thread-safe.
    Verdict check(String text, Instant deadline);

    /// The result of the check.
    sealed interface Verdict {
        record Allowed() implements Verdict {}

        /// @param categories the provider's names, such as `harassment`
        record Harmful(Set<String> categories) implements Verdict {}

        /// The service could not be asked; the other guards decide.
        ///
        /// @param reason fit for the log
        record Unknown(String reason) implements Verdict {}
    }
}
