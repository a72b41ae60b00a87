package dev.recado.domain.identity;

/// The unique key of an inbound message: the channel and the provider's own id. The same delivery always has the
/// same.
public record MessageId(String value) {
    public MessageId {
        if (value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException("a message id has 1 to 256 characters");
        }
    }

    public static MessageId of(Channel channel, String externalId) {
        return new MessageId(channel.id() + ":" + externalId);
    }

    /// The provider's own id, which the channel stands before.
    public String externalId(Channel channel) {
        return value.substring(channel.id().length() + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
