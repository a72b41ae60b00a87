package dev.recado.adapter.twilio.webhook;

import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Maps the webhook's paths: the default ones and further configured ones.
@Singleton
@Requires(property = "recado.twilio.account-sid")
@SuppressWarnings("overrides") // Micronaut's own: its varargs are overridden by arrays
class TwilioWebhookRoutes extends DefaultRouteBuilder {
    private static final String DEFAULT_PATH = "/webhooks/twilio";
    /// The status callbacks of such a path are also accepted beside it: `/api/whatsapp/webhook`,
    /// `/api/whatsapp/status`.
    private static final String WEBHOOK = "/webhook";

    TwilioWebhookRoutes(
            ExecutionHandleLocator locator,
            UriNamingStrategy naming,
            ConversionService conversion,
            WebhookSettings settings) {
        super(locator, naming, conversion);
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put(DEFAULT_PATH, "message");
        settings.morePaths().stream()
                .map(TwilioWebhookRoutes::path)
                .filter(path -> !path.isEmpty())
                .forEach(path -> methods.put(path, "message"));
        for (String path : List.copyOf(methods.keySet())) {
            methods.putIfAbsent(path + "/status", "status");
            if (path.endsWith(WEBHOOK)) {
                methods.putIfAbsent(path.substring(0, path.length() - WEBHOOK.length()) + "/status", "status");
            }
        }
        methods.forEach(this::route);
    }

    private void route(String path, String method) {
        POST(path, TwilioWebhookHandler.class, method, HttpRequest.class).consumesAll();
    }

    /// With a leading slash and no trailing one: the router accepts both.
    private static String path(String configured) {
        String trimmed = configured.strip().replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }
}
