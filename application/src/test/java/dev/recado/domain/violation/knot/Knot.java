package dev.recado.domain.violation.knot;

import dev.recado.domain.violation.tie.Tie;

/// Half of a cycle between two packages.
public record Knot(Tie tie) {}
