package dev.recado.domain.message;

import java.util.Locale;

/// The delivery status of an outbound part. Statuses are ranked: a receipt never moves a part back, and a failure
/// is final.
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

    /// Returns the place in the order of statuses; a greater rank is later.
    public int rank() {
        return rank;
    }

    /// Returns whether a report of this status replaces the current one. A part that was delivered or read cannot
    /// fail any more.
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

    /// @throws IllegalArgumentException for an unknown name
    public static DeliveryStatus ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
