package dev.recado.domain.operation;

import java.util.List;
import java.util.Map;

/// A health check of one part. Adapters that depend on something that can fail implement it. Thread-safe.
public interface Probe {

    /// Returns the part's name in `/health` (`store`, `providers`, `model`, `knowledge`, `inbox` …).
    String part();

    /// Checks the part; returns within a second or two. Never throws: a failure is a finding.
    Finding check();

    /// The result of a check.
    ///
    /// @param up whether the part works
    /// @param details fit to be shown to anyone: no secrets, no personal data
    /// @param warnings problems an operator should fix although the part works, a sentence each
    record Finding(boolean up, Map<String, Object> details, List<String> warnings) {
        public Finding {
            details = Map.copyOf(details);
            warnings = List.copyOf(warnings);
        }

        /// Creates a finding without warnings.
        public Finding(boolean up, Map<String, Object> details) {
            this(up, details, List.of());
        }
    }
}
