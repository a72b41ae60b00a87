package dev.recado.domain.message;

import java.util.Locale;

/// How far an outbound part got. Ranked: a receipt never takes a part back, and a terminal failure stays.
public enum DeliveryStatus {
    QUEUED(0),
    /// Certainly not sent, and not to be sent before the user writes again.
    HELD(1),
    UNKNOWN(2),
    SENDING(3),
    SENT(4),
    DELIVERED(5),
    READ(6),
    FAILED(7);

    private final int rank;

    DeliveryStatus(int rank) {
        this.rank = rank;
    }

    /// The order in which states may follow each other; greater is later.
    public int rank() {
        return rank;
    }

    /// Whether news of this state may replace the other one. What was delivered or read did not fail.
    public boolean supersedes(DeliveryStatus current) {
        if (this == FAILED) {
            return current.rank < DELIVERED.rank;
        }
        return rank > current.rank;
    }

    /// The name as stored and logged: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a name that is no status
    public static DeliveryStatus ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
