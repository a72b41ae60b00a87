package dev.recado.adapter.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.console.RawHttpRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WrongTokenLimiterIT {
    private static final String TOKEN = "s3cret-of-the-operators";
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private WrongTokenLimiter limits(int perMinute, int perDay) {
        return new WrongTokenLimiter(perMinute, perDay, now::get);
    }

    private static InetAddress at(String address) throws UnknownHostException {
        return InetAddress.getByName(address);
    }

    @Test
    void tooManyInAMinuteWaitForTheNext() throws IOException {
        WrongTokenLimiter wrong = limits(2, 0);
        InetAddress one = at("192.0.2.1");
        assertThat(wrong.add(one)).isEmpty();
        pass(Duration.ofSeconds(20));
        assertThat(wrong.add(one)).isEmpty();
        assertThat(wrong.add(one)).contains(Duration.ofSeconds(40));
        assertThat(wrong.add(at("192.0.2.2"))).as("another address").isEmpty();
        pass(Duration.ofSeconds(40));
        assertThat(wrong.add(one)).isEmpty();
    }

    @Test
    void tooManyInADayWaitForTheNext() throws IOException {
        WrongTokenLimiter wrong = limits(0, 1);
        InetAddress one = at("192.0.2.1");
        assertThat(wrong.add(one)).isEmpty();
        pass(Duration.ofHours(23));
        assertThat(wrong.add(one)).contains(Duration.ofHours(1));
        pass(Duration.ofHours(1));
        assertThat(wrong.add(one)).isEmpty();
    }

    @Test
    void anIpv6NetworkIsOneClient() throws IOException {
        WrongTokenLimiter wrong = limits(1, 0);
        assertThat(wrong.add(at("2001:db8::1"))).isEmpty();
        assertThat(wrong.add(at("2001:db8::2"))).isPresent();
        assertThat(wrong.add(at("2001:db8:0:1::1"))).isEmpty();
    }

    @Test
    void theLongestInactiveAddressesAreForgotten() throws IOException {
        WrongTokenLimiter wrong = limits(1, 0);
        wrong.add(at("192.0.2.1"));
        for (int i = 0; i < 10_000; i++) {
            wrong.add(InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i}));
        }
        assertThat(wrong.add(at("192.0.2.1"))).isEqualTo(Optional.empty());
    }

    @Test
    void theRightTokenPassesWhateverOthersDid() throws IOException {
        try (EmbeddedServer server = ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "core", "mocked",
                        "micronaut.server.port", "-1",
                        "recado.ops-token", TOKEN,
                        "recado.limit-per-ip-minute", "2",
                        "recado.twilio-paths", "/api/v1/bot"))) {
            for (int i = 0; i < 2; i++) {
                assertThat(RawHttpRequest.get(server.getPort(), "/api/v1/nothing")
                                .bearing("wrong")
                                .send()
                                .status())
                        .isEqualTo(401);
            }
            RawHttpRequest.Reply many =
                    RawHttpRequest.get(server.getPort(), "/api/v1/nothing").send();
            assertThat(many.status()).isEqualTo(429);
            assertThat(many.headers()).containsEntry("retry-after", "60");
            assertThat(many.json()).containsEntry("error", "too_many_requests");

            assertThat(RawHttpRequest.get(server.getPort(), "/api/v1/nothing")
                            .bearing(TOKEN)
                            .send()
                            .status())
                    .isEqualTo(404);
            assertThat(RawHttpRequest.get(server.getPort(), "/api/v1/bot")
                            .send()
                            .status())
                    .as("a provider's webhook, which is not served here")
                    .isEqualTo(404);
        }
    }
}
