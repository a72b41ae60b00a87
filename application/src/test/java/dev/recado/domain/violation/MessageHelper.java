package dev.recado.domain.violation;

/// Has a name that says nothing.
public final class MessageHelper {
    private MessageHelper() {}
}
