package dev.recado.domain.privacy;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.InboundMessage;
import java.util.Optional;
import java.util.function.Predicate;

/// Tells messages that an erasure took away from those that never came: a provider still lists both.
public final class ErasedMessages implements Predicate<InboundMessage> {
    private final Erasures erasures;
    private final PersonDigests digests;

    public ErasedMessages(Erasures erasures, PersonDigests digests) {
        this.erasures = erasures;
        this.digests = digests;
    }

    /// Whether the user wrote it before asking to be erased.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it cannot be known; a retry may help
    @Override
    public boolean test(InboundMessage message) {
        return message.addresses().stream()
                .map(address -> erasures.find(digests.of(ConversationId.of(address))))
                .flatMap(Optional::stream)
                .anyMatch(erasure -> !message.writtenAt().isAfter(erasure.requestedAt()));
    }
}
