package dev.recado.adapter.violation;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.usecase.Dispatcher;

/// Goes round the in-port.
final class ReachesInside {
    static void wake(Dispatcher dispatcher, InboundMessage message) {
        dispatcher.arrived(message);
    }

    private ReachesInside() {}
}
