package dev.recado.adapter.simulator;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where Recado takes webhooks.
///
/// @param webhook where inbound messages are posted to
/// @param signedAs the URL their signature is over: the same, unless Recado believes it has another public address
/// @param statusCallback where status callbacks go when a message names no URL of its own, as set at a sender;
///     null for nowhere
public record Target(URI webhook, URI signedAs, @Nullable URI statusCallback) {
    public static Target of(URI webhook) {
        return new Target(webhook, webhook, null);
    }

    public Target signedAs(URI url) {
        return new Target(webhook, url, statusCallback);
    }

    public Target statusCallback(URI url) {
        return new Target(webhook, signedAs, url);
    }

    /// A public URL of Recado's as it can be reached from here.
    URI reach(URI url) {
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
