package dev.recado.adapter.violation;

import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.turn.Dispatcher;

/// Goes round the in-port.
final class ReachesInside {
    static void wake(Dispatcher dispatcher, InboundMessage message) {
        dispatcher.arrived(message);
    }

    private ReachesInside() {}
}
