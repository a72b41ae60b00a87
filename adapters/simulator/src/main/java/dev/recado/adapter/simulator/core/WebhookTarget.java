package dev.recado.adapter.simulator.core;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where Recado takes webhooks.
///
/// @param webhook where inbound messages are posted to
/// @param signedAs the URL their signature is over: the same, unless Recado believes it has another public address
/// @param statusCallback where status callbacks go when a message names no URL of its own, as set at a sender;
///     null for nowhere
public record WebhookTarget(
        URI webhook, URI signedAs, @Nullable URI statusCallback) {
    public static WebhookTarget of(URI webhook) {
        return new WebhookTarget(webhook, webhook, null);
    }

    public WebhookTarget signedAs(URI url) {
        return new WebhookTarget(webhook, url, statusCallback);
    }

    public WebhookTarget statusCallback(URI url) {
        return new WebhookTarget(webhook, signedAs, url);
    }

    /// A public URL of Recado's as it can be reached from here.
    public URI reach(URI url) {
        var from = origin(signedAs);
        var text = url.toString();
        return from.equals(origin(webhook)) || !text.startsWith(from + "/")
                ? url
                : URI.create(origin(webhook) + text.substring(from.length()));
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
