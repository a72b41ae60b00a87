package dev.recado.adapter.mongodb.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreCircuitBreakerTest {
    private static final ServerAddress SERVER = new ServerAddress();

    private final AtomicBoolean answers = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final StoreCircuitBreaker circuitBreaker = new StoreCircuitBreaker(
            () -> {
                asked.incrementAndGet();
                if (!answers.get()) {
                    throw new MongoTimeoutException("told not to answer");
                }
            },
            events::add);

    @AfterEach
    void close() {
        circuitBreaker.close();
    }

    static List<RuntimeException> unreachable() {
        return List.of(
                new MongoTimeoutException("no server"),
                new MongoSocketReadTimeoutException("frozen", SERVER, new SocketTimeoutException()),
                new MongoNotPrimaryException(new BsonDocument(), SERVER),
                new IllegalStateException(new MongoTimeoutException("wrapped")));
    }

    @ParameterizedTest
    @MethodSource
    void unreachable(RuntimeException failure) {
        circuitBreaker.failed(failure);
        assertThatThrownBy(() -> circuitBreaker.check("claim"))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("gone")
                .hasMessageContaining("claim");
    }

    @Test
    void refusalsDoNotOpenTheBreaker() {
        circuitBreaker.failed(
                new MongoCommandException(BsonDocument.parse("{ok: 0, code: 121, errmsg: 'no'}"), SERVER));
        circuitBreaker.failed(new IllegalStateException("a bug"));

        circuitBreaker.check("claim");
        assertThat(circuitBreaker.isOpen()).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void itPingsInTheBackgroundAndClosesAgain() {
        circuitBreaker.gone("frozen");
        circuitBreaker.gone("frozen");
        await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() >= 2);
        assertThat(circuitBreaker.isOpen()).isTrue();
        answers.set(true);
        await().atMost(Duration.ofSeconds(20)).until(() -> !circuitBreaker.isOpen());
        circuitBreaker.check("claim");
        await().atMost(Duration.ofSeconds(20)).until(() -> events.size() == 2);
        assertThat(events.get(0)).isEqualTo(new Event.StoreUnavailable("frozen"));
        assertThat(events.get(1)).isInstanceOf(Event.StoreRecovered.class);

        circuitBreaker.gone("again");
        assertThat(circuitBreaker.isOpen()).isTrue();
    }

    @Test
    void afterCloseItDoesNotPing() {
        circuitBreaker.close();
        circuitBreaker.gone("closing");
        assertThat(events).isEmpty();
        circuitBreaker.check("claim");
    }
}
