package dev.recado.application;

import dev.recado.adapter.violation.ShowsItself;

/// Uses a class of an adapter.
final class UsesAnAdapter {
    private UsesAnAdapter() {}

    static void use() {
        ShowsItself.isSeen();
    }
}
