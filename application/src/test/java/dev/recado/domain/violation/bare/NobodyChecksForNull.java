package dev.recado.domain.violation.bare;

/// Lies in a package without `package-info`.
public final class NobodyChecksForNull {
    private NobodyChecksForNull() {}
}
