package dev.recado.domain.operation;

import java.util.SortedMap;
import java.util.function.Predicate;

/// Says how Recado is.
@FunctionalInterface
public interface DiagnoseUseCase {

    /// The findings of the parts whose name is wanted, by name. Never throws, and returns within a bounded time:
    /// a part that does not answer is found down.
    SortedMap<String, Probe.Finding> diagnose(Predicate<String> wanted);

    /// The finding of every part.
    default SortedMap<String, Probe.Finding> diagnose() {
        return diagnose(part -> true);
    }
}
