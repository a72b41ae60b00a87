package dev.recado.adapter.twilio;

import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;

/// The webhooks' addresses: the usual ones, and those that the operator's Twilio account has had so far.
@Singleton
@Requires(property = "recado.twilio.account-sid")
@SuppressWarnings("overrides") // Micronaut's own: its varargs are overridden by arrays
class TwilioRoutes extends DefaultRouteBuilder {
    private static final String USUAL = "/webhooks/twilio";

    TwilioRoutes(
            ExecutionHandleLocator locator,
            UriNamingStrategy naming,
            ConversionService conversion,
            WebhookSettings settings) {
        super(locator, naming, conversion);
        Set<String> paths = new LinkedHashSet<>();
        paths.add(USUAL);
        settings.morePaths().stream()
                .map(TwilioRoutes::path)
                .filter(path -> !path.isEmpty())
                .forEach(paths::add);
        for (String path : paths) {
            route(path, "message");
            route(path + "/status", "status");
        }
    }

    private void route(String path, String method) {
        POST(path, TwilioWebhook.class, method, HttpRequest.class, byte[].class).consumesAll();
    }

    /// With a slash before and none after: the router takes both.
    private static String path(String configured) {
        String bare = configured.strip().replaceAll("^/+|/+$", "");
        return bare.isEmpty() ? "" : "/" + bare;
    }
}
