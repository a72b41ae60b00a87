package dev.recado.adapter.business;

import dev.recado.adapter.http.HttpResult;
import dev.recado.adapter.http.OutboundHttpClient;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks up contacts at the business's server with one POST: addresses do not go into URLs, which logs keep.
/// After a few failures in a row it pauses. Thread-safe.
final class HttpContactDirectory implements ContactDirectory {
    private static final int FAILURES_UNTIL_PAUSE = 3;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final URI address;
    private final @Nullable String token;
    private final OutboundHttpClient http;
    private final ContactResponseReader reader;
    private final JsonMapper json;
    private final InstantSource clock;
    private int failures;
    private Instant pausedUntil = Instant.MIN;

    HttpContactDirectory(
            URI address, @Nullable String token, OutboundHttpClient http, JsonMapper json, InstantSource clock) {
        this.address = address;
        this.token = token;
        this.http = http;
        this.reader = new ContactResponseReader(json);
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Optional<Contact> find(Collection<UserAddress> addresses, Instant deadline) {
        requireNotPaused();
        try {
            Optional<Contact> found = fetch(addresses, Duration.between(clock.instant(), deadline));
            recordOutcome(true);
            return found;
        } catch (IOException e) {
            recordOutcome(false);
            throw new PortUnavailableException("the contacts' server: " + e.getMessage(), e);
        }
    }

    private synchronized void requireNotPaused() {
        if (clock.instant().isBefore(pausedUntil)) {
            throw new PortUnavailableException("the contacts' server failed lately, and is not asked");
        }
    }

    private synchronized void recordOutcome(boolean succeeded) {
        failures = succeeded ? 0 : failures + 1;
        if (failures >= FAILURES_UNTIL_PAUSE) {
            pausedUntil = clock.instant().plus(PAUSE);
        }
    }

    private Optional<Contact> fetch(Collection<UserAddress> addresses, Duration limit) throws IOException {
        return switch (http.send(request(addresses), limit)) {
            case HttpResult.Response response ->
                switch (response.status()) {
                    case 200 -> Optional.of(reader.read(response.body(), addresses));
                    case 204, 404 -> Optional.empty();
                    default -> throw new IOException("HTTP " + response.status());
                };
            case HttpResult.Failure failure -> throw new IOException(failure.reason(), failure.cause());
        };
    }

    private HttpRequest request(Collection<UserAddress> addresses) throws IOException {
        List<String> formatted =
                addresses.stream().map(HttpContactDirectory::format).sorted().toList();
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "recado")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of("addresses", formatted))));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static String format(UserAddress address) {
        return switch (address) {
            case Phone phone -> phone.e164();
            case BusinessScoped scoped -> scoped.id();
        };
    }
}
