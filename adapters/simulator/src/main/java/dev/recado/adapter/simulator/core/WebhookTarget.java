package dev.recado.adapter.simulator.core;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Recado's webhook URLs.
///
/// @param webhook the URL that inbound messages are posted to
/// @param signedAs the URL that is signed: the same, unless Recado is configured with another public address
/// @param statusCallback the URL of status callbacks for a message without its own, as configured at a sender;
/// null for none
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

    /// A public URL of Recado's in the form that can be reached from here.
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
