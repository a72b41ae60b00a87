package dev.recado.domain.identity;

/// The unique key of one part of an answer. It is derived from the message that the part answers, so that a
/// repeated turn finds the parts of the first one instead of creating new ones.
public record PartId(String value) {
    public PartId {
        if (value.isBlank() || value.length() > 300) {
            throw new IllegalArgumentException("a part id has 1 to 300 characters");
        }
    }

    /// @param answered the last inbound message of the turn
    /// @param index the part's place in the answer, from 0
    public static PartId of(MessageId answered, int index) {
        return new PartId(answered.value() + "/" + index);
    }

    @Override
    public String toString() {
        return value;
    }
}
