package dev.recado.domain.violation;

/// One exception more than ports have.
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
