package dev.recado.domain.media;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Content.Attachment;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a provider knows of the files that its users sent: where they lie, and whom it may show our credentials
/// to. Fetching them is not its work.
public interface MediaSource {

    Channel channel();

    /// Where a file lies. A repeat is harmless.
    ///
    /// @param anew false at first; true when what was told before did not hold, so that it has to ask
    /// @throws PortUnavailableException when the provider could not be asked
    Whereabouts locate(Attachment file, boolean anew);

    /// The value of `Authorization` for a request to this address; empty unless its host is the provider's own.
    Optional<String> credentials(URI address);

    /// Whether the address lies on the server that the operator named in the configuration: only there it may be
    /// private, or without TLS.
    boolean isConfigured(URI address);

    /// Where a file is.
    sealed interface Whereabouts {
        /// @param url as the provider gave it, not to be trusted
        /// @param sha256 in base64 or hexadecimal, where the provider tells
        record At(String url, @Nullable String sha256) implements Whereabouts {}

        /// The provider has it no more.
        record Nowhere() implements Whereabouts {}
    }
}
