package dev.recado.domain.media;

import dev.recado.domain.identity.MessageId;
import java.io.InputStream;

/// Opens a file that a user sent.
@FunctionalInterface
public interface OpenMediaUseCase {

    /// Opens one file of a message: the kept one, else fetched now, which may take as long as its kind allows. A
    /// repeat opens it anew.
    ///
    /// @param index from 0, in the message's order
    /// @throws dev.recado.domain.PortUnavailableException when the message could not be looked up
    Opened open(MessageId id, int index);

    /// What came of it. Every reason is fit to be shown.
    sealed interface Opened {
        /// @param bytes to be closed by the caller; what is not kept is gone then
        /// @param name under which it can be saved anywhere
        record File(InputStream bytes, long size, String contentType, String name) implements Opened {}

        /// No such message, or it has no such file.
        record Unknown() implements Opened {}

        /// @param limit in bytes
        record TooLarge(long limit) implements Opened {}

        record Gone() implements Opened {}

        record Refused(String reason) implements Opened {}

        record Unavailable(String reason) implements Opened {}
    }
}
