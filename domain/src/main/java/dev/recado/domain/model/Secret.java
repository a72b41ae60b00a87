package dev.recado.domain.model;

/// A value that never shows itself: it prints `***`, in logs, diagnostics and exceptions alike.
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
