package dev.recado.domain.live;

import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.message.Author;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is told what changes. Each method is quick, never throws, and is called by one thread at a time.
public interface ConversationWatcher {

    void changed(Change change);

    /// A person types in a conversation, or has stopped.
    void typing(ConversationSummary conversation, Author person, boolean types);

    /// A conversation as it is now, with what is new in it.
    ///
    /// @param before as it was last told; null where that is not known
    /// @param added entries that were not told before, oldest first
    /// @param updated entries that were told before with another status, oldest first
    /// @param at when it was read
    record Change(
            ConversationSummary conversation,
            @Nullable ConversationSummary before,
            List<ThreadEntry> added,
            List<ThreadEntry> updated,
            Instant at) {
        public Change {
            added = List.copyOf(added);
            updated = List.copyOf(updated);
        }
    }
}
