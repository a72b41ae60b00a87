package dev.recado.domain.port;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Content.Attachment;
import dev.recado.domain.model.Content.MediaKind;
import java.nio.file.Path;
import java.time.Instant;

/// Brings the files that users sent from where their provider keeps them.
public interface MediaSource {

    Channel channel();

    /// Fetches one file, with as many tries as the time allows. Credentials go to the provider's own hosts only, and
    /// no private address is asked. A repeat fetches again.
    ///
    /// @param deadline no try starts after it, and one under way is cut
    Fetched fetch(Attachment file, MediaKind kind, Instant deadline);

    /// What came of it.
    sealed interface Fetched {
        /// A file on this machine's disk, for the caller alone, to be deleted by the caller.
        ///
        /// @param contentType what the bytes are, whatever the provider called them
        record File(Path path, long size, String contentType) implements Fetched {}

        /// Larger than WhatsApp allows for its kind.
        record TooLarge(long limit) implements Fetched {}

        /// The provider has it no more.
        record Gone() implements Fetched {}

        /// Not to be fetched: its address is not a public one, or its bytes are not what was announced.
        /// @param reason fit for a log
        record Refused(String reason) implements Fetched {}

        /// Not for now: the provider did not give it in time.
        /// @param reason fit for a log
        record Unavailable(String reason) implements Fetched {}
    }
}
