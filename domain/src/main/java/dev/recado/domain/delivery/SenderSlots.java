package dev.recado.domain.delivery;

import java.time.Instant;
import java.util.BitSet;

/// The time slots in which one sender may send, evenly spread over each second. A slot that passes unused is
/// lost.
final class SenderSlots {
    private static final long SECOND = 1_000_000_000;
    /// How many past slots are dropped at once.
    private static final int PAGE = 4_096;

    private final long step;
    private final BitSet taken = new BitSet();
    private long base;

    SenderSlots(int perSecond) {
        this.step = Math.ceilDiv(SECOND, perSecond);
    }

    /// Takes the first free slot at or after the given time.
    ///
    /// @param from not before now
    Instant take(Instant from, Instant now) {
        long current = number(now);
        if (current - base > PAGE) {
            letGo(current);
        }
        // a clock that was set back finds no slot before the first
        long wanted = Math.max(from.isAfter(now) ? number(from.plusNanos(step - 1)) : current, base);
        int index = taken.nextClearBit(Math.toIntExact(wanted - base));
        taken.set(index);
        Instant moment = Instant.ofEpochSecond(0, Math.multiplyExact(base + index, step));
        return moment.isAfter(from) ? moment : from;
    }

    private void letGo(long current) {
        long gone = current - base;
        BitSet left =
                gone > taken.length() ? new BitSet() : taken.get((int) gone, Math.max(taken.length(), (int) gone));
        taken.clear();
        taken.or(left);
        base = current;
    }

    private long number(Instant time) {
        return Math.floorDiv(time.getEpochSecond() * SECOND + time.getNano(), step);
    }
}
