package dev.recado.adapter.violation;

/// Is public without need.
public final class ShowsItself {
    private ShowsItself() {}
}
