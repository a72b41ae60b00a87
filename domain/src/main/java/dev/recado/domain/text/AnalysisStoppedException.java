package dev.recado.domain.text;

/// Thrown when CPU-bound work took too long, or when nobody waits for its result any more.
public final class AnalysisStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AnalysisStoppedException(String message) {
        super(message);
    }

    public AnalysisStoppedException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Throws when the current thread is interrupted, which is how work is told to stop. Cheap enough for an
    /// inner loop.
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new AnalysisStoppedException("the analysis was stopped");
        }
    }
}
