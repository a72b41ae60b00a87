package dev.recado.domain.text;

/// CPU-bound work that took too long, or whose result nobody waits for any more.
public final class AnalysisStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AnalysisStoppedException(String message) {
        super(message);
    }

    public AnalysisStoppedException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Ends work that was told to stop: its thread is interrupted. Costs next to nothing.
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new AnalysisStoppedException("stopped while it was analysed");
        }
    }
}
