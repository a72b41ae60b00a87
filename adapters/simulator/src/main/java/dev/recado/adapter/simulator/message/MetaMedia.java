package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.StandInResponse;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Users' files at Meta: the id in the webhook leads to a URL that is valid for five minutes. Both need the
/// bearer token.
public final class MetaMedia {
    public static final String PATH = "/whatsapp_business/attachments/";
    private static final Duration URL_LIFETIME = Duration.ofMinutes(5);

    private final InstantSource clock;
    private volatile URI base = URI.create("https://lookaside.fbsbx.com");

    public MetaMedia(InstantSource clock) {
        this.clock = clock;
    }

    public void at(URI base) {
        this.base = base;
    }

    Instant now() {
        return clock.instant();
    }

    String url(DemoMedia media) {
        var until = clock.instant().plus(URL_LIFETIME).getEpochSecond();
        return base + PATH + "?mid=" + media.metaId() + "&ext=" + until;
    }

    /// The response of `GET /{version}/{media-id}`.
    public Map<String, @Nullable Object> resource(DemoMedia media) {
        var bytes = media.bytes();
        return Json.object(
                "url", url(media),
                "mime_type", media.contentType(),
                "sha256", HexFormat.of().formatHex(digest(bytes)),
                "file_size", bytes.length,
                "id", media.metaId(),
                "messaging_product", "whatsapp");
    }

    /// The file's fields in a webhook, where the checksum is in Base64 (Meta's captured webhooks).
    Map<String, @Nullable Object> inWebhook(DemoMedia media, String contentType) {
        return Json.object(
                "mime_type", contentType,
                "sha256", Base64.getEncoder().encodeToString(digest(media.bytes())),
                "id", media.metaId(),
                "url", url(media));
    }

    /// The file of a URL; 404 once the URL has expired.
    public StandInResponse.Reply file(Form query) {
        var media = DemoMedia.byMetaId(query.firstOr("mid", ""));
        var until = query.firstOr("ext", "0");
        var fresh =
                until.matches("\\d{1,12}") && !clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(until)));
        return media == null || !fresh ? StandInResponse.empty(404) : media.reply();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
