package dev.recado.adapter.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.ConsoleSettings;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.UnavailableHandler;
import dev.recado.adapter.http.LocalRequests;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.MachineToken;
import dev.recado.domain.people.MachineTokens;
import dev.recado.domain.people.OpenSessions;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.SecretTokens;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Guards everything under `/api/v1`, known or not. Whoever brings the operator token, a machine token or the
/// session of a person passes, as far as its scopes or role allow; without a credential nothing passes but the
/// ways to get one, except on a start of the simulator that only this machine can reach. The caller is left on
/// the request.
@ServerFilter("/api/v1/**")
final class OperatorAccessFilter {
    private static final String SCHEME = "bearer ";
    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final Optional<HttpResponse<?>> PASS = Optional.empty();

    private final ConsoleSettings settings;
    private final byte @Nullable [] token;
    private final Set<String> webhooks;
    private final WrongTokenLimiter wrongTokens;
    private final BeanProvider<Router> router;
    private final People people;

    /// What people and programs prove themselves by.
    @Singleton
    record People(
            OpenSessions sessions,
            MachineTokens machines,
            SecretTokens tokens,
            SessionCookie cookie,
            RequestOrigin origin,
            UnavailableHandler unavailable) {}

    OperatorAccessFilter(ConsoleSettings settings, BeanProvider<Router> router, People people, InstantSource clock) {
        this.settings = settings;
        String configured = settings.opsToken();
        this.token = configured == null || configured.isBlank() ? null : configured.getBytes(UTF_8);
        this.webhooks = Set.copyOf(settings.webhookPaths());
        this.wrongTokens = new WrongTokenLimiter(settings.limitPerIpMinute(), settings.limitPerIpDay(), clock);
        this.router = router;
        this.people = people;
    }

    /// On a thread that may block, because sessions and machine tokens are looked up in the store.
    ///
    /// @return a refusal; null to pass on
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        return refusal(request).orElse(null);
    }

    private Optional<HttpResponse<?>> refusal(HttpRequest<?> request) {
        if (isWebhook(request)) {
            return PASS;
        }
        GuardedRoute route = GuardedRoute.of(request, router.get());
        Optional<String> bearer = bearer(request);
        if (bearer.isPresent()) {
            return byBearer(bearer.get(), route, request);
        }
        if (route.open()) {
            return people.origin().isForeign(request) ? Optional.of(AccessRefusals.foreignOrigin()) : PASS;
        }
        return people.cookie()
                .read(request)
                .map(secret -> withSession(secret, route, request))
                .orElseGet(() -> withoutCredential(route, false, request));
    }

    // A bot that moves to Recado may have its webhook below /api/v1, where its signature guards it. Listing one
    // of our own routes does not open it.
    private boolean isWebhook(HttpRequest<?> request) {
        String path = withoutTrailingSlashes(request.getPath());
        return webhooks.contains(path) && !isOwnRoute(path, request);
    }

    // Removes trailing slashes. (A regular expression would take quadratic time on a run of slashes.)
    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private boolean isOwnRoute(String path, HttpRequest<?> request) {
        return router.get().findAny(path, request).anyMatch(route -> route.hasAnnotation(OperatorApi.class));
    }

    private static Optional<String> bearer(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.empty()
                : Optional.of(header.substring(SCHEME.length()).strip());
    }

    private Optional<HttpResponse<?>> byBearer(String given, GuardedRoute route, HttpRequest<?> request) {
        if (token != null && MessageDigest.isEqual(token, given.getBytes(UTF_8))) {
            return admitted(request, () -> Optional.of(Caller.OPERATOR), Caller.OPERATOR);
        }
        return people.machines().isGenuine(given)
                ? inStore(
                        request,
                        () -> people.machines()
                                .find(given)
                                .map(machine -> asMachine(machine, given, route, request))
                                .orElseGet(() -> Optional.of(withoutToken(request))))
                : withoutCredential(route, false, request);
    }

    private static Optional<HttpResponse<?>> admitted(HttpRequest<?> request, Admission admission, Caller caller) {
        request.setAttribute(Caller.ATTRIBUTE, caller);
        request.setAttribute(Admission.ATTRIBUTE, admission);
        return PASS;
    }

    private Optional<HttpResponse<?>> asMachine(
            MachineToken machine, String secret, GuardedRoute route, HttpRequest<?> request) {
        Caller caller = machine.caller();
        if (!caller.role().includes(route.people()) || (route.isChange() && !machine.mayChange())) {
            return Optional.of(AccessRefusals.forbidden());
        }
        return admitted(request, () -> people.machines().find(secret).map(MachineToken::caller), caller);
    }

    private Optional<HttpResponse<?>> withSession(String secret, GuardedRoute route, HttpRequest<?> request) {
        return inStore(
                request,
                () -> people.sessions()
                        .person(secret)
                        .map(person -> asPerson(person, secret, route, request))
                        .orElseGet(() -> withoutCredential(route, true, request)));
    }

    private Optional<HttpResponse<?>> asPerson(
            Person person, String secret, GuardedRoute route, HttpRequest<?> request) {
        if (route.isChange()) {
            if (people.origin().isForeign(request)) {
                return Optional.of(AccessRefusals.foreignOrigin());
            }
            String csrf = request.getHeaders().get(CSRF_HEADER);
            if (csrf == null || !people.tokens().isCsrfOf(secret, csrf)) {
                return Optional.of(AccessRefusals.csrf());
            }
        }
        if (!person.role().includes(route.people())) {
            return Optional.of(AccessRefusals.forbidden());
        }
        return admitted(request, () -> people.sessions().person(secret).map(Person::caller), person.caller());
    }

    private Optional<HttpResponse<?>> inStore(HttpRequest<?> request, Supplier<Optional<HttpResponse<?>>> check) {
        try {
            return check.get();
        } catch (PortUnavailableException e) {
            return Optional.of(people.unavailable().handle(request, e));
        }
    }

    /// @param knownOnce whether a session was brought that is not valid, or no longer
    private Optional<HttpResponse<?>> withoutCredential(GuardedRoute route, boolean knownOnce, HttpRequest<?> request) {
        boolean local = settings.loopbackOnly() && LocalRequests.isLocal(request.getHeaders());
        // A real provider needs a proxy in front, which may hide whom it lets through.
        if (token == null && local && settings.isSimulated()) {
            return admitted(request, () -> Optional.of(Caller.OPERATOR), Caller.OPERATOR);
        }
        if (knownOnce || (route.isForEveryone() && bearer(request).isEmpty())) {
            return Optional.of(AccessRefusals.loginRequired());
        }
        return Optional.of(withoutToken(request));
    }

    private HttpResponse<?> withoutToken(HttpRequest<?> request) {
        if (token != null) {
            return reject(request);
        }
        return settings.loopbackOnly() && LocalRequests.isLocal(request.getHeaders())
                ? AccessRefusals.tokenRequired()
                : AccessRefusals.absent();
    }

    // Behind a proxy all clients have its address, so the right token passes whatever others did. An address
    // claimed in a header is ignored, because anyone can claim any.
    private HttpResponse<?> reject(HttpRequest<?> request) {
        InetAddress from = request.getRemoteAddress().getAddress();
        return from == null
                ? AccessRefusals.unauthorized()
                : wrongTokens
                        .add(from)
                        .<HttpResponse<?>>map(
                                wait -> AccessRefusals.tooMany(wait, "too many requests without the right token; wait"))
                        .orElseGet(AccessRefusals::unauthorized);
    }
}
