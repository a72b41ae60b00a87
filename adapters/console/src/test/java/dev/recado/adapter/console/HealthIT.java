package dev.recado.adapter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import dev.recado.domain.operation.Diagnose;
import dev.recado.domain.operation.DiagnoseUseCase;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.operation.Settings;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "core", value = "mocked")
@Property(name = "recado.ops-token", value = "t")
class HealthIT {
    private static final Probe.Finding WELL = new Probe.Finding(true, Map.of("kind", "embedded"));
    private static final Probe.Finding NO_MODEL = new Probe.Finding(true, Map.of("provider", "none"));

    private final EmbeddedServer server;
    private final DiagnoseUseCase diagnose;
    private final Settings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch release = new CountDownLatch(1);
    private Supplier<Probe.Finding> store = () -> WELL;
    private Supplier<Probe.Finding> spool = () -> WELL;
    private Executor executor = Runnable::run;

    HealthIT(EmbeddedServer server, DiagnoseUseCase diagnose, Settings settings) {
        this.server = server;
        this.diagnose = diagnose;
        this.settings = settings;
    }

    @BeforeEach
    void allIsWell() {
        executor = Runnable::run;
        reset(diagnose, settings);
        Diagnose real = new Diagnose(
                List.of(
                        probe("store", () -> store.get()),
                        probe("spool", () -> spool.get()),
                        probe("model", () -> NO_MODEL)),
                task -> executor.execute(task),
                Duration.ofMillis(200));
        when(diagnose.diagnose()).thenAnswer(call -> real.diagnose());
        when(diagnose.diagnose(any())).thenAnswer(call -> real.diagnose(call.<Predicate<String>>getArgument(0)));
    }

    @AfterEach
    void releaseTheThreads() {
        release.countDown();
    }

    @Test
    void healthNamesItsParts() throws IOException {
        RawHttpRequest.Reply reply = health("");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).containsEntry("status", "UP");
        details(reply).containsOnlyKeys("store", "spool", "model");
        part(reply, "store").containsEntry("status", "UP").containsEntry("details", Map.of("kind", "embedded"));
        part(reply, "model").containsEntry("status", "UP").containsEntry("details", Map.of("provider", "none"));
    }

    @Test
    void warningsAreShown() throws IOException {
        when(settings.warnings()).thenReturn(List.of("signatures are not validated"));

        RawHttpRequest.Reply reply = health("");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).containsEntry("warnings", List.of("signatures are not validated"));
    }

    @Test
    void withoutItsStoreRecadoIsReadyWhileTheSpoolAccepts() throws IOException {
        store = () -> new Probe.Finding(false, Map.of("error", "no server"));

        assertThat(health("").status()).isEqualTo(503);
        RawHttpRequest.Reply readiness = health("/readiness");
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(readiness.json()).containsEntry("status", "UP");
        part(readiness, "store").containsEntry("status", "DOWN");
    }

    @Test
    void withoutItsStoreAndItsSpoolRecadoIsAliveButNotReady() throws IOException {
        store = () -> new Probe.Finding(false, Map.of("error", "no server"));
        spool = () -> new Probe.Finding(false, Map.of("entries", 7));

        RawHttpRequest.Reply reply = health("");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json()).containsEntry("status", "DOWN");
        part(reply, "store").containsEntry("status", "DOWN").containsEntry("details", Map.of("error", "no server"));
        part(reply, "model").containsEntry("status", "UP");

        RawHttpRequest.Reply readiness = health("/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        details(readiness).containsOnlyKeys("store", "spool");

        RawHttpRequest.Reply liveness = health("/liveness");
        assertThat(liveness.status()).isEqualTo(200);
        assertThat(liveness.json()).isEqualTo(Map.of("name", "recado", "status", "UP"));
    }

    @Test
    void withItsStoreRecadoIsReady() throws IOException {
        RawHttpRequest.Reply readiness = health("/readiness");

        assertThat(readiness.status()).isEqualTo(200);
        details(readiness).containsOnlyKeys("store", "spool");
    }

    @Test
    void aStoreThatHangsDoesNotHangHealth() throws Exception {
        executor = threads;
        store = () -> {
            try {
                return new Probe.Finding(release.await(20, TimeUnit.SECONDS), Map.of());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        List<Future<RawHttpRequest.Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            replies.add(threads.submit(() -> health("")));
        }
        for (Future<RawHttpRequest.Reply> each : replies) {
            RawHttpRequest.Reply reply = each.get(20, TimeUnit.SECONDS);
            assertThat(reply.status()).isEqualTo(503);
            part(reply, "store").containsEntry("details", Map.of("error", "no answer within 200 ms"));
        }
    }

    private RawHttpRequest.Reply health(String which) throws IOException {
        return RawHttpRequest.get(server.getPort(), "/health" + which).send();
    }

    private static MapAssert<Object, Object> details(RawHttpRequest.Reply reply) throws IOException {
        return assertThat(reply.json()).extractingByKey("details", MAP);
    }

    private static MapAssert<Object, Object> part(RawHttpRequest.Reply reply, String name) throws IOException {
        return details(reply).extractingByKey(name, MAP);
    }

    private static Probe probe(String part, Supplier<Probe.Finding> finding) {
        return new Probe() {
            @Override
            public String part() {
                return part;
            }

            @Override
            public Finding check() {
                return finding.get();
            }
        };
    }
}
