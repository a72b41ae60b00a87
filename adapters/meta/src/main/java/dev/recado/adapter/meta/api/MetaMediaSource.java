package dev.recado.adapter.meta.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.media.MediaSource;
import dev.recado.domain.message.Content.Attachment;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Users' files at Meta. A file has an id that is valid for seven days, and URLs that are valid for five minutes
/// each and need the token. A webhook may bring the first URL.
@Singleton
@Requires(property = "recado.whatsapp.token")
final class MetaMediaSource implements MediaSource {
    private static final Pattern HOSTS = Pattern.compile("lookaside\\.fbsbx\\.com|([a-z0-9-]+\\.)+whatsapp\\.net");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    /// "Unsupported get request": the Graph API's error for an object that does not exist.
    private static final int NO_SUCH_OBJECT = 100;

    private final GraphClient graph;
    private final MetaSettings settings;
    private final URI base;

    MetaMediaSource(GraphClient graph, MetaSettings settings) {
        this.graph = graph;
        this.settings = settings;
        this.base = URI.create(settings.root());
    }

    @Override
    public Channel channel() {
        return Channel.META;
    }

    @Override
    public Location locate(Attachment file, boolean anew) {
        if (file.url() != null && !anew) {
            return new Location.At(file.url(), null);
        }
        String id = file.mediaId();
        return id == null || !ID.matcher(id).matches() ? new Location.Gone() : lookUp(id);
    }

    private Location lookUp(String id) {
        GraphClient.Answer answer;
        try {
            answer = graph.get(id);
        } catch (GraphCallException e) {
            throw new PortUnavailableException("Meta does not say where the file is: " + e.words(), e);
        }
        JsonNode body = answer.body();
        int code = body.path("error").path("code").asInt();
        if (answer.status() == 404 || code == NO_SUCH_OBJECT) {
            return new Location.Gone();
        }
        String url = body.path("url").asText("");
        if (!answer.isSuccess() || url.isBlank()) {
            throw new PortUnavailableException(
                    "Meta does not say where the file is: HTTP " + answer.status() + ", code " + code);
        }
        return new Location.At(url, body.path("sha256").asText(null));
    }

    @Override
    public Optional<String> credentials(URI address) {
        return Optional.of("Bearer " + settings.token()).filter(token -> isMedia(address) || isConfigured(address));
    }

    @Override
    public boolean isConfigured(URI address) {
        return String.valueOf(base.getScheme()).equalsIgnoreCase(address.getScheme())
                && String.valueOf(base.getHost()).equalsIgnoreCase(address.getHost())
                && base.getPort() == address.getPort();
    }

    private static boolean isMedia(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(address.getScheme())
                && (address.getPort() == -1 || address.getPort() == 443)
                && HOSTS.matcher(host).matches();
    }
}
