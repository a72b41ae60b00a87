package dev.recado.domain.privacy;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.media.MediaFolder;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;

/// What this process keeps of users on its own disk: their files, and messages that the store refused.
/// Thread-safe.
public final class LocalTraces {
    private final MediaFolder media;
    private final Spool spool;
    private final PersonDigests digests;

    public LocalTraces(MediaFolder media, Spool spool, PersonDigests digests) {
        this.media = media;
        this.spool = spool;
        this.digests = digests;
    }

    /// Erases files by their names. One that cannot be deleted is left to the next look.
    ///
    /// @return how many were there
    int eraseFiles(Collection<String> names) {
        int erased = 0;
        for (String name : names) {
            try {
                erased += media.erase(name);
            } catch (IOException _) {
                // the next look finds it again
            }
        }
        return erased;
    }

    /// Erases messages of the user that the store refused.
    ///
    /// @return how many were there
    int eraseSpooled(Erasure erasure) {
        return spool.eraseSetAside(entry -> isOf(entry, erasure));
    }

    private boolean isOf(Entry entry, Erasure erasure) {
        Predicate<ConversationId> its = id -> erasure.digests().contains(digests.of(id));
        Instant until = erasure.requestedAt();
        return switch (entry) {
            case Entry.Message(InboundMessage message) ->
                its.test(message.conversationId()) && !message.receivedAt().isAfter(until);
            case Entry.FailureNoticeMark mark -> its.test(mark.part().conversationId());
            // names parts by ids of the provider alone
            case Entry.Receipt _ -> false;
        };
    }
}
