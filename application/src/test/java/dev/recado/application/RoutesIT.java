package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.application.configuration.Configuration;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every route is a provider's webhook, a part of `/health`, the simulator's, the page of the inbox, the
/// metrics, or the operators' API.
class RoutesIT {
    private static final String OPERATOR_API = "dev.recado.adapter.console.OperatorApi";
    private static final String BELOW = "/api/v1/";
    /// Of the benchmarks, which are tests too.
    private static final String BENCH = "/bench/";

    private static String path(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString();
    }

    private static boolean isOpen(String path) {
        return List.of("/health", "/health/readiness", "/health/liveness", "/prometheus")
                        .contains(path)
                || List.of("/webhooks/twilio", "/webhooks/twilio/status", "/webhooks/meta")
                        .contains(path)
                || path.equals("/")
                || path.startsWith("/simulator/")
                || path.equals("/openapi.yaml")
                || path.equals("/openapi.json")
                || path.equals("/docs")
                || path.startsWith("/docs/")
                || path.equals("/inbox")
                || path.startsWith("/inbox/");
    }

    @Test
    void everyRouteIsOpenByIntentOrTheOperatorsAndBelowTheirPath(@TempDir Path folder) {
        RunningApplication running = RunningApplication.start(
                Configuration.of(Map.of("RECADO_PORT", "0", "RECADO_DATA_DIR", folder.toString()), Map.of()));
        try {
            List<UriRouteInfo<?, ?>> routes = running.context()
                    .getBean(Router.class)
                    .uriRoutes()
                    .filter(route -> !path(route).startsWith(BENCH))
                    .toList();

            assertThat(routes).extracting(RoutesIT::path).contains("/health", "/webhooks/meta", "/api/v1/diag");
            for (UriRouteInfo<?, ?> route : routes) {
                String path = path(route);
                boolean operators = route.getAnnotationMetadata().hasAnnotation(OPERATOR_API);
                assertThat(operators).as("is of the operators: %s", path).isEqualTo(path.startsWith(BELOW));
                assertThat(operators || isOpen(path))
                        .as("is open by intent: %s", path)
                        .isTrue();
            }
        } finally {
            running.stop();
        }
    }
}
