package dev.recado.domain.notification;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.ServiceWindow;
import dev.recado.domain.turn.TurnSteps.Stores;
import java.time.InstantSource;

/// Checks the service window for free text that nobody asked for: it is open only where the user is known
/// to have written.
final class WindowCheck {
    /// More than a user writes in a few seconds.
    private static final int WAITING_READ = 20;

    private final Stores stores;
    private final InstantSource clock;

    WindowCheck(Stores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    boolean isOpen(Conversation conversation) {
        return isOpen(conversation.window());
    }

    private boolean isOpen(ServiceWindow window) {
        return window.lastWroteAt() != null && window.isOpen(clock.instant());
    }

    /// Whether a message waits whose turn opens the window. It needs no claim: one that is given back would
    /// undo the count of turns that broke off.
    boolean isAboutToOpen(ConversationId id) {
        return stores.sessions()
                .find(id)
                .filter(conversation -> !isOpen(conversation))
                .filter(_ -> isOpen(new ServiceWindow(null).after(stores.inbox().waiting(id, WAITING_READ))))
                .isPresent();
    }
}
