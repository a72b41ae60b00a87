package dev.recado.domain.operation;

import java.util.SortedMap;
import java.util.function.Predicate;

/// Reports the health of Recado's parts.
@FunctionalInterface
public interface DiagnoseUseCase {

    /// Returns the findings of the wanted parts, by name. Never throws, and returns in bounded time: a part that
    /// does not answer counts as down. Thread-safe.
    SortedMap<String, Probe.Finding> diagnose(Predicate<String> wanted);

    /// Returns the findings of all parts.
    default SortedMap<String, Probe.Finding> diagnose() {
        return diagnose(_ -> true);
    }
}
