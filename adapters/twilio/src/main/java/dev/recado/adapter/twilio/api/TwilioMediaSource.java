package dev.recado.adapter.twilio.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.media.MediaSource;
import dev.recado.domain.message.Content.Attachment;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Users' files at Twilio: `MediaUrl…` in the webhook, which redirects to a content delivery network.
public final class TwilioMediaSource implements MediaSource {
    /// In any region and edge: `api.twilio.com`, `api.ie1.twilio.com`, `api.dublin.ie1.twilio.com` (Twilio's
    /// documentation of regions).
    private static final Pattern API = Pattern.compile("api(\\.[a-z0-9-]+){0,2}\\.twilio\\.com");

    private final TwilioSettings settings;
    private final @Nullable URI base;

    public TwilioMediaSource(TwilioSettings settings) {
        this.settings = settings;
        this.base = settings.apiBase() == null ? null : URI.create(settings.apiBase());
    }

    @Override
    public Channel channel() {
        return Channel.TWILIO;
    }

    /// Twilio keeps one URL per file for as long as it keeps the file.
    @Override
    public Location locate(Attachment file, boolean anew) {
        String url = file.url();
        return url == null ? new Location.Gone() : new Location.At(url, null);
    }

    @Override
    public Optional<String> credentials(URI address) {
        if (!isApi(address) && !isConfigured(address)) {
            return Optional.empty();
        }
        String pair = settings.accountSid() + ":" + settings.authToken();
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    @Override
    public boolean isConfigured(URI address) {
        return base != null
                && String.valueOf(base.getScheme()).equalsIgnoreCase(address.getScheme())
                && String.valueOf(base.getHost()).equalsIgnoreCase(address.getHost())
                && base.getPort() == address.getPort();
    }

    private static boolean isApi(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(address.getScheme())
                && (address.getPort() == -1 || address.getPort() == 443)
                && API.matcher(host).matches();
    }
}
