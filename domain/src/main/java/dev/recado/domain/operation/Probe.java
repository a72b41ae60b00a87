package dev.recado.domain.operation;

import java.util.List;
import java.util.Map;

/// One part of Recado that can say how it is. Adapters that stand on something that may fail implement it.
public interface Probe {

    /// The part's name in `/health` (`store`, `providers`, `model`, `knowledge`, `inbox` …).
    String part();

    /// Looks now; returns within a second or two. Never throws: what is broken is the finding.
    Finding examine();

    /// @param up whether the part does its work
    /// @param details fit to be shown to anyone: no secrets, no personal data
    /// @param warnings what an operator ought to mend though the part does its work, a sentence each
    record Finding(boolean up, Map<String, Object> details, List<String> warnings) {
        public Finding {
            details = Map.copyOf(details);
            warnings = List.copyOf(warnings);
        }

        /// With nothing to mend.
        public Finding(boolean up, Map<String, Object> details) {
            this(up, details, List.of());
        }
    }
}
