package dev.recado.domain.media;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import java.io.InputStream;
import java.util.function.Predicate;

/// Opens a file that a user sent, for an operator.
@FunctionalInterface
public interface OpenMediaUseCase {

    /// Opens one file of a message: the cached one, or one fetched now, which may take as long as its kind
    /// allows. A repeat opens it again. Thread-safe.
    ///
    /// @param index from 0, in the message's order
    /// @param mayOpen tells of a conversation whether its files may be opened; else there is none
    /// @throws dev.recado.domain.PortUnavailableException when the message could not be looked up; a retry may
    ///     help
    Opened open(MessageId id, int index, Predicate<ConversationId> mayOpen);

    /// The outcome. Every reason is fit to be shown.
    sealed interface Opened {
        /// @param bytes closed by the caller; a file that is not cached is deleted then
        /// @param name safe to save it under on any system
        record File(InputStream bytes, long size, String contentType, String name) implements Opened {}

        /// There is no such message, or it has no such file.
        record Unknown() implements Opened {}

        /// @param limit in bytes
        record TooLarge(long limit) implements Opened {}

        record Gone() implements Opened {}

        record Refused(String reason) implements Opened {}

        record Unavailable(String reason) implements Opened {}
    }
}
