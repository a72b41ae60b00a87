package dev.recado.domain.identity;

/// The unique key of an inbound message: the channel and the provider's own id. A redelivery has the same key.
public record MessageId(String value) {
    /// In UTF-16 units.
    public static final int MAX_LENGTH = 256;

    public MessageId {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a message id has 1 to 256 characters");
        }
    }

    public static MessageId of(Channel channel, String externalId) {
        return new MessageId(channel.id() + ":" + externalId);
    }

    /// Returns the provider's own id, without the channel in front.
    public String externalId(Channel channel) {
        return value.substring(channel.id().length() + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
