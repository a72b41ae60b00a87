package dev.recado.adapter.violation;

import dev.recado.application.Recado;

/// Calls the application that wires it.
final class ReachesUp {
    static void start() {
        Recado.main(new String[0]);
    }

    private ReachesUp() {}
}
