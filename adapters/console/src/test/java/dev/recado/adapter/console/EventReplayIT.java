package dev.recado.adapter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.ReplayEventsUseCase;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "core", value = "mocked")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "recado.ops-token", value = EventReplayIT.TOKEN)
@Property(name = "recado.events-url", value = "http://127.0.0.1:9/")
@Property(name = "recado.twilio-paths", value = "/api/v1/events/replay")
class EventReplayIT {
    static final String TOKEN = "s3cret-of-the-operators";
    private static final String REPLAY = "/api/v1/events/replay";

    private final EmbeddedServer server;
    private final ReplayEventsUseCase push;

    EventReplayIT(EmbeddedServer server, ReplayEventsUseCase push) {
        this.server = server;
        this.push = push;
    }

    @BeforeEach
    void aFreshCore() {
        reset(push);
    }

    private Reply replay() throws IOException {
        return RawHttpRequest.post(server.getPort(), REPLAY, "")
                .without("Content-Type")
                .bearing(TOKEN)
                .send();
    }

    @Test
    void aRequestWithoutTheTokenIsRefused() throws IOException {
        assertThat(RawHttpRequest.post(server.getPort(), REPLAY, "").send().status())
                .isEqualTo(401);
        verifyNoInteractions(push);
    }

    @Test
    void theNumberOfReplayedEventsIsReturned() throws IOException {
        when(push.replay()).thenReturn(3);
        Reply reply = replay();

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json()).isEqualTo(Map.of("again", 3));
    }

    @Test
    void anUnreachableStoreIsReported() throws IOException {
        when(push.replay()).thenThrow(new PortUnavailableException("gone"));
        Reply reply = replay();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).contains("the store does not answer");
    }
}
