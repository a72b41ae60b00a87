package dev.recado.domain.delivery;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The senders that cannot send until the operator mends something. While a sender is blocked, one part is
/// tried at growing intervals and the others wait. Each process keeps its own list.
public final class SenderBlocks {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);

    private final MessageLog log;
    private final EventSink events;
    private final BusinessEventSink businessEvents;
    private final InstantSource clock;
    private final Map<Sender, SenderBlock> blocks = new HashMap<>();
    private final Map<Sender, Instant> unblockedAt = new HashMap<>();

    /// @param number null for all numbers of the account
    private record Sender(
            Channel channel, boolean wholeAccount, @Nullable String number) {
        static Sender of(OutboundMessage part, boolean wholeAccount) {
            return new Sender(part.channel(), wholeAccount, wholeAccount ? null : part.businessAddress());
        }

        static List<Sender> all(OutboundMessage part) {
            return List.of(of(part, true), of(part, false));
        }
    }

    /// A blocked sender as it is shown to the operator.
    public record Blocked(Channel channel, String code, String reason, String remedy, Instant since) {}

    /// Whether a part may be tried now.
    sealed interface Admission {
        record Go() implements Admission {}

        record Wait(Duration by, String code) implements Admission {}
    }

    public SenderBlocks(MessageLog log, EventSink events, BusinessEventSink businessEvents, InstantSource clock) {
        this.log = log;
        this.events = events;
        this.businessEvents = businessEvents;
        this.clock = clock;
    }

    /// The caller reports the result of the try by [#tried].
    Admission admit(OutboundMessage part) {
        for (Sender sender : Sender.all(part)) {
            dueProof(sender).ifPresent(proof -> proven(sender, proof));
        }
        return letThrough(part);
    }

    private synchronized Optional<PartId> dueProof(Sender sender) {
        SenderBlock block = blocks.get(sender);
        return block == null || block.nextTry().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.ofNullable(block.proof());
    }

    /// Another process may have received the receipt that the part failed.
    private void proven(Sender sender, PartId proof) {
        DeliveryStatus state;
        try {
            state = log.states(List.of(proof)).getOrDefault(proof, DeliveryStatus.UNKNOWN);
        } catch (PortUnavailableException e) {
            // without the store the part is tried as if nothing were known
            return;
        }
        if (state.rank() >= DeliveryStatus.SENDING.rank() && state != DeliveryStatus.FAILED) {
            unblock(sender, proof);
        }
    }

    private synchronized Admission letThrough(OutboundMessage part) {
        Instant now = clock.instant();
        for (Sender sender : Sender.all(part)) {
            SenderBlock block = blocks.get(sender);
            if (block != null && block.nextTry().isAfter(now)) {
                return new Admission.Wait(block.wait(now), block.why().code());
            }
        }
        begin(part);
        return new Admission.Go();
    }

    /// Notes that the part is about to be tried, whether its sender is blocked or not.
    synchronized void begin(OutboundMessage part) {
        Instant now = clock.instant();
        Sender.all(part).forEach(sender -> blocks.computeIfPresent(sender, (_, block) -> block.trying(now)));
    }

    /// The time until the part may be tried.
    synchronized Duration wait(OutboundMessage part) {
        Instant now = clock.instant();
        return Sender.all(part).stream()
                .map(blocks::get)
                .filter(Objects::nonNull)
                .map(block -> block.wait(now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// Takes the provider's answer to a part that was let through.
    void tried(OutboundMessage part, SendOutcome outcome) {
        switch (outcome) {
            case SendOutcome.Blocked blocked -> blocked(part, blocked, false);
            case SendOutcome.Accepted accepted when !accepted.externalId().isEmpty() -> accepted(part);
            case SendOutcome.Accepted _,
                    SendOutcome.Refused _,
                    SendOutcome.OptedOut _,
                    SendOutcome.WindowClosed _,
                    SendOutcome.Throttled _,
                    SendOutcome.Unknown _ -> notTried(part);
        }
    }

    /// Ends a try that tells nothing about the sender.
    synchronized void notTried(OutboundMessage part) {
        Instant now = clock.instant();
        Sender.all(part)
                .forEach(sender -> blocks.computeIfPresent(
                        sender, (_, block) -> block.underWay() ? block.waiting(block.delay(), now) : block));
    }

    private void accepted(OutboundMessage part) {
        for (Sender sender : Sender.all(part)) {
            if (isProof(sender, part.id())) {
                unblock(sender, null);
            }
        }
    }

    /// Whether the acceptance of the part proves that the sender works; else its receipt does. A part given to
    /// the provider before the block proves nothing.
    private synchronized boolean isProof(Sender sender, PartId part) {
        SenderBlock block = blocks.get(sender);
        if (block == null || !block.underWay()) {
            return false;
        }
        if (!block.byReceipt()) {
            return true;
        }
        blocks.put(sender, block.accepted(part, clock.instant()));
        return false;
    }

    private void blocked(OutboundMessage part, SendOutcome.Blocked why, boolean byReceipt) {
        boolean isNew = block(Sender.of(part, why.wholeAccount()), part, why, byReceipt);
        notTried(part);
        if (isNew) {
            events.publish(new Event.SenderBlocked(part.channel(), why.code(), why.reason(), why.remedy()));
            businessEvents.submit(List.of(MessageEvents.blocked(part, why, clock.instant())));
        }
    }

    /// @return whether the sender was not known to be blocked
    private synchronized boolean block(
            Sender sender, OutboundMessage part, SendOutcome.Blocked why, boolean byReceipt) {
        Instant now = clock.instant();
        SenderBlock before = blocks.get(sender);
        if (before == null) {
            blocks.put(
                    sender,
                    new SenderBlock(
                            why,
                            part.conversationId(),
                            now,
                            byReceipt,
                            FIRST_DELAY,
                            now.plus(FIRST_DELAY),
                            false,
                            null));
            return true;
        }
        boolean late = byReceipt || before.byReceipt();
        // further parts were on their way when the sender was blocked
        boolean tried = before.underWay() || part.id().equals(before.proof());
        Duration delay = tried ? before.longer() : before.delay();
        Instant next = tried ? now.plus(delay) : before.nextTry();
        PartId proof = tried ? null : before.proof();
        blocks.put(sender, new SenderBlock(why, before.foundIn(), before.since(), late, delay, next, false, proof));
        return !before.why().code().equals(why.code());
    }

    /// Takes a receipt that says that a part failed because its sender is blocked.
    public void reported(OutboundMessage part, SendOutcome.Blocked why, Instant at) {
        if (isOld(part, why, at)) {
            return;
        }
        blocked(part, why, true);
    }

    /// A failure from before the repair, reported late, or of a part that was accepted before the block was
    /// known.
    private synchronized boolean isOld(OutboundMessage part, SendOutcome.Blocked why, Instant at) {
        Sender sender = Sender.of(part, why.wholeAccount());
        Instant repaired = unblockedAt.get(sender);
        SenderBlock block = blocks.get(sender);
        return (repaired != null && at.isBefore(repaired))
                || (block != null && block.byReceipt() && !part.id().equals(block.proof()));
    }

    /// Takes a receipt that says that a part reached the user: its sender works.
    public void arrived(DeliveryReceipt receipt) {
        PartId part = receipt.partId();
        boolean arrived = receipt.status() == DeliveryStatus.DELIVERED || receipt.status() == DeliveryStatus.READ;
        if (part != null && arrived) {
            proofs(part).forEach(sender -> unblock(sender, part));
        }
    }

    private synchronized List<Sender> proofs(PartId part) {
        return blocks.entrySet().stream()
                .filter(entry -> part.equals(entry.getValue().proof()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void unblock(Sender sender, @Nullable PartId proof) {
        remove(sender, proof).ifPresent(block -> {
            Instant now = clock.instant();
            events.publish(new Event.SenderUnblocked(
                    sender.channel(), block.why().code(), Duration.between(block.since(), now)));
            businessEvents.submit(List.of(MessageEvents.unblocked(sender.channel(), block, now)));
        });
    }

    private synchronized Optional<SenderBlock> remove(Sender sender, @Nullable PartId proof) {
        SenderBlock block = blocks.get(sender);
        if (block == null || !Objects.equals(block.proof(), proof)) {
            return Optional.empty();
        }
        blocks.remove(sender);
        unblockedAt.put(sender, clock.instant());
        return Optional.of(block);
    }

    /// The blocked senders, the longest blocked first.
    public synchronized List<Blocked> current() {
        return blocks.entrySet().stream()
                .map(entry -> {
                    SendOutcome.Blocked why = entry.getValue().why();
                    return new Blocked(
                            entry.getKey().channel(),
                            why.code(),
                            why.reason(),
                            why.remedy(),
                            entry.getValue().since());
                })
                .sorted(Comparator.comparing(Blocked::since))
                .toList();
    }
}
