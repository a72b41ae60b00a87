package dev.recado.domain.contract;

import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.PartOutcome;
import dev.recado.domain.message.Role;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Shared parts of the store contracts: a fresh store for each test, and values to fill it with.
public interface StoreContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    Duration LEASE = Duration.ofSeconds(10);
    String ANA = "+15550000001";
    String BRUNO = "+15550000002";

    /// The store under test, empty, as one process sees it; the same object during a test.
    Stores stores();

    /// The same store as another process sees it.
    Stores otherProcess();

    record Stores(
            Inbox inbox,
            SessionStore sessions,
            SessionJoins joins,
            MessageLog log,
            DeadLetters letters,
            AddressDirectory contacts) {}

    static Claim.Claimed claimed(Claim claim) {
        if (claim instanceof Claim.Claimed claimed) {
            return claimed;
        }
        throw new AssertionError("expected the claim to be won, but it was " + claim);
    }

    static Decision decision(InboundMessage message, String answer) {
        OutboundMessage part = Messages.part(message, 0, 1, answer);
        return new Decision(
                List.of(
                        new Utterance(Role.USER, message.content().text(), message.receivedAt()),
                        new Utterance(Role.ASSISTANT, answer, NOON.plusSeconds(1))),
                new Outbox(
                        List.of(new PendingPart(part, DeliveryStatus.SENDING)),
                        List.of(message.id()),
                        NOON.plusSeconds(1)),
                Language.SPANISH,
                "Ana",
                "whatsapp:+14155238886",
                List.of(new Option("yes", "Sí", null), new Option("no", "No", "otro día")),
                message.writtenAt(),
                NOON.plusSeconds(1));
    }

    static PartOutcome sent(OutboundMessage part, String externalId) {
        return new PartOutcome(part, DeliveryStatus.SENT, externalId, null, null, NOON.plusSeconds(2));
    }

    static List<MessageId> ids(List<InboundMessage> messages) {
        return messages.stream().map(InboundMessage::id).toList();
    }
}
