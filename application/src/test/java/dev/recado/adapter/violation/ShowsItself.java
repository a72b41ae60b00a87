package dev.recado.adapter.violation;

/// A class of an adapter that the application uses.
public final class ShowsItself {
    private ShowsItself() {}

    public static void isSeen() {}
}
