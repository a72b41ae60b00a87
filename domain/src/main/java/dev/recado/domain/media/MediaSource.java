package dev.recado.domain.media;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Content.Attachment;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A provider's knowledge of users' files: where they are, and which hosts may get our credentials. It does not
/// fetch them. Thread-safe.
public interface MediaSource {

    Channel channel();

    /// Returns where a file is. A repeat is harmless.
    ///
    /// @param refresh false at first; true when the earlier location was not valid, so that the provider is asked
    ///     again
    /// @throws dev.recado.domain.PortUnavailableException when the provider could not be asked; a retry may help
    Location locate(Attachment file, boolean refresh);

    /// Returns the `Authorization` header for a request to this address; empty unless the host is the provider's
    /// own.
    Optional<String> credentials(URI address);

    /// Returns whether the address is on the server that the operator configured; only that one may be private or
    /// without TLS.
    boolean isConfigured(URI address);

    /// The location of a file.
    sealed interface Location {
        /// @param url as the provider gave it; never trusted
        /// @param sha256 in base64 or hexadecimal, if the provider states it
        record At(String url, @Nullable String sha256) implements Location {}

        /// The provider no longer has it.
        record Gone() implements Location {}
    }
}
