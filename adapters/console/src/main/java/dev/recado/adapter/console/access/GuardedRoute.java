package dev.recado.adapter.console.access;

import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.WithoutLogin;
import dev.recado.domain.people.PersonRole;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;
import java.util.Set;

/// What a request asks for, as far as access depends on it.
///
/// @param open whether everyone may
/// @param people the least role of people who may; of a route that does not exist, the highest
/// @param isChange whether it may change something
record GuardedRoute(boolean open, PersonRole people, boolean isChange) {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /// A request that its route does not take, because of its content type or method, is guarded as that
    /// route, so that whoever may use it is told what is wrong.
    static GuardedRoute of(HttpRequest<?> request, Router router) {
        Optional<? extends RouteInfo<?>> route = RouteAttributes.getRouteInfo(request)
                .or(() -> router.findAny(request.getPath(), request)
                        .map(UriRouteMatch::getRouteInfo)
                        .findFirst());
        AnnotationMetadata marks =
                route.map(RouteInfo::getAnnotationMetadata).orElse(AnnotationMetadata.EMPTY_METADATA);
        return new GuardedRoute(
                marks.hasAnnotation(WithoutLogin.class),
                marks.enumValue(OperatorApi.class, "people", PersonRole.class).orElse(PersonRole.ADMIN),
                !READING.contains(request.getMethod()));
    }

    /// Whether it is of the inbox, and not of the operators alone.
    boolean isForEveryone() {
        return people == PersonRole.AGENT;
    }
}
