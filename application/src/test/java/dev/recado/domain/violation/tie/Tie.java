package dev.recado.domain.violation.tie;

import dev.recado.domain.violation.knot.Knot;
import org.jspecify.annotations.Nullable;

/// Half of a cycle between two packages.
public record Tie(@Nullable Knot knot) {}
