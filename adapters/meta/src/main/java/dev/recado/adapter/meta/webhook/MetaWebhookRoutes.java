package dev.recado.adapter.meta.webhook;

import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;

/// The webhook's addresses: the usual one, and those that the operator's app at Meta has had so far.
@Singleton
@Requires(property = "recado.whatsapp.token")
@SuppressWarnings("overrides") // Micronaut's own: its varargs are overridden by arrays
class MetaWebhookRoutes extends DefaultRouteBuilder {
    private static final String USUAL = "/webhooks/meta";

    MetaWebhookRoutes(
            ExecutionHandleLocator locator,
            UriNamingStrategy naming,
            ConversionService conversion,
            WebhookSettings settings) {
        super(locator, naming, conversion);
        Set<String> paths = new LinkedHashSet<>();
        paths.add(USUAL);
        settings.morePaths().stream()
                .map(MetaWebhookRoutes::path)
                .filter(path -> !path.isEmpty())
                .forEach(paths::add);
        for (String path : paths) {
            GET(path, MetaWebhookHandler.class, "handshake", HttpRequest.class);
            POST(path, MetaWebhookHandler.class, "notification", HttpRequest.class)
                    .consumesAll();
        }
    }

    /// With a slash before and none after: the router takes both.
    private static String path(String configured) {
        String bare = configured.strip().replaceAll("^/+|/+$", "");
        return bare.isEmpty() ? "" : "/" + bare;
    }
}
