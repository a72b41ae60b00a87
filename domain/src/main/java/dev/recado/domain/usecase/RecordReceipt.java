package dev.recado.domain.usecase;

import dev.recado.domain.model.DeliveryReceipt;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.MessageLog;
import dev.recado.domain.port.MessageLog.Applied;
import dev.recado.domain.port.PortUnavailableException;
import java.time.Duration;

/// Applies a receipt. One that overtakes our own record of the part, and does not name it, is tried again a few
/// times.
public final class RecordReceipt implements RecordReceiptUseCase {
    private static final int TRIES = 4;

    private final MessageLog log;
    private final Timer timer;
    private final EventSink events;

    public RecordReceipt(MessageLog log, Timer timer, EventSink events) {
        this.log = log;
        this.timer = timer;
        this.events = events;
    }

    @Override
    public Applied record(DeliveryReceipt receipt) {
        return record(receipt, 1);
    }

    private Applied record(DeliveryReceipt receipt, int attempt) {
        Applied applied = log.apply(receipt);
        if (applied == Applied.UNMATCHED && attempt < TRIES) {
            timer.after(Duration.ofSeconds(attempt), () -> again(receipt, attempt + 1));
        } else {
            events.publish(new Event.ReceiptRecorded(receipt, applied));
        }
        return applied;
    }

    private void again(DeliveryReceipt receipt, int attempt) {
        try {
            record(receipt, attempt);
        } catch (PortUnavailableException e) {
            events.publish(new Event.ReceiptRecorded(receipt, Applied.UNMATCHED));
        }
    }
}
