package dev.recado.domain.receipt;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.MessageLog.Applied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Applies receipts. A receipt that arrives before our own record of the part, and does not name the part's id,
/// is retried a few times; one that fails a part whose conversation is being answered, until that is over.
public final class RecordReceipt implements RecordReceiptUseCase {
    private static final int MAX_ATTEMPTS = 4;
    /// More attempts for a failure: by then our record is written even if the process that sent the part died.
    private static final int MAX_ATTEMPTS_FOR_FAILURE = 12;

    /// For a failure of a part whose conversation is being answered each time: about an hour.
    private static final int MAX_ATTEMPTS_WHILE_ANSWERED = 360;

    /// In seconds.
    private static final int LONGEST_PAUSE = 10;

    private static final Duration STORE_RETRY = Duration.ofSeconds(5);

    private final MessageLog log;
    private final LateFailures failures;
    private final Timer timer;
    private final EventSink events;

    public RecordReceipt(MessageLog log, LateFailures failures, Timer timer, EventSink events) {
        this.log = log;
        this.failures = failures;
        this.timer = timer;
        this.events = events;
    }

    @Override
    public Applied record(DeliveryReceipt receipt) {
        return recordAll(List.of(receipt)).getFirst();
    }

    @Override
    public List<Applied> recordAll(List<DeliveryReceipt> receipts) {
        return record(receipts, 1);
    }

    private List<Applied> record(List<DeliveryReceipt> receipts, int attempt) {
        List<Applied> applied = apply(receipts, attempt);
        List<DeliveryReceipt> again = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i++) {
            if (isRetried(applied.get(i), receipts.get(i), attempt)) {
                again.add(receipts.get(i));
            } else {
                events.publish(new Event.ReceiptRecorded(receipts.get(i), applied.get(i)));
            }
        }
        if (!again.isEmpty()) {
            timer.after(Duration.ofSeconds(Math.min(attempt, LONGEST_PAUSE)), () -> retry(again, attempt + 1));
        }
        return applied;
    }

    private static boolean isRetried(Applied applied, DeliveryReceipt receipt, int attempt) {
        return switch (applied) {
            case UNMATCHED -> attempt < maxAttempts(receipt);
            case LATER -> attempt < MAX_ATTEMPTS_WHILE_ANSWERED;
            case ADVANCED, STALE -> false;
        };
    }

    /// Takes back parts that failed through no fault of their own; in the last attempt a part that was not found,
    /// or could not be taken back, counts as failed.
    private List<Applied> apply(List<DeliveryReceipt> receipts, int attempt) {
        Map<DeliveryReceipt, Applied> takenBack = new HashMap<>();
        for (DeliveryReceipt receipt : receipts) {
            Optional<Applied> effect = failures.apply(receipt);
            if (effect.isPresent() && isLast(effect.get(), receipt, attempt)) {
                failures.giveUp(receipt);
            } else {
                effect.ifPresent(applied -> takenBack.put(receipt, applied));
            }
        }
        List<DeliveryReceipt> others = receipts.stream()
                .filter(receipt -> !takenBack.containsKey(receipt))
                .toList();
        Iterator<Applied> applied = log.applyAll(others).iterator();
        others.forEach(failures::delivered);
        return receipts.stream()
                .map(receipt -> takenBack.containsKey(receipt) ? takenBack.get(receipt) : applied.next())
                .toList();
    }

    private static boolean isLast(Applied applied, DeliveryReceipt receipt, int attempt) {
        return (applied == Applied.UNMATCHED || applied == Applied.LATER) && !isRetried(applied, receipt, attempt);
    }

    private static int maxAttempts(DeliveryReceipt receipt) {
        return receipt.status() == DeliveryStatus.FAILED ? MAX_ATTEMPTS_FOR_FAILURE : MAX_ATTEMPTS;
    }

    private void retry(List<DeliveryReceipt> receipts, int attempt) {
        try {
            record(receipts, attempt);
        } catch (PortUnavailableException _) {
            // a failure may take an answer back, so the receipts wait for the store
            timer.after(STORE_RETRY, () -> retry(receipts, attempt));
        }
    }
}
