package dev.recado.adapter.meta.webhook;

import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;

/// Maps the webhook's paths: the default one and further configured ones.
@Singleton
@Requires(property = "recado.whatsapp.token")
@SuppressWarnings("overrides") // Micronaut's own: its varargs are overridden by arrays
class MetaWebhookRoutes extends DefaultRouteBuilder {
    private static final String DEFAULT_PATH = "/webhooks/meta";

    MetaWebhookRoutes(
            ExecutionHandleLocator locator,
            UriNamingStrategy naming,
            ConversionService conversion,
            WebhookSettings settings) {
        super(locator, naming, conversion);
        Set<String> paths = new LinkedHashSet<>();
        paths.add(DEFAULT_PATH);
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

    /// With a leading slash and no trailing one: the router accepts both.
    private static String path(String configured) {
        String trimmed = configured.strip().replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }
}
