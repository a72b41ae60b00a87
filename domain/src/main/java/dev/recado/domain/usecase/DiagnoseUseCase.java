package dev.recado.domain.usecase;

import dev.recado.domain.port.Probe;
import java.util.SortedMap;

/// Says how Recado is.
@FunctionalInterface
public interface DiagnoseUseCase {

    /// The finding of every part, by its name. Takes no longer than the slowest probe.
    SortedMap<String, Probe.Finding> diagnose();
}
