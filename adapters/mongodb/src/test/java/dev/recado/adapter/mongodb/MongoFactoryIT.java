package dev.recado.adapter.mongodb;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.adapter.mongodb.file.InstanceId;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.operation.Probe;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoFactoryIT {
    @TempDir
    Path folder;

    private final AtomicInteger ids = new AtomicInteger();

    private ApplicationContext start(Map<String, Object> settings) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(settings)
                .build();
        context.registerSingleton(EventSink.class, event -> {});
        context.registerSingleton(IdGenerator.class, () -> "instance-" + ids.incrementAndGet());
        return context.start();
    }

    private ApplicationContext embedded() {
        return start(Map.of("recado.data-dir", folder.toString()));
    }

    @Test
    void withoutAServerTheStoreIsInTheDataFolder() {
        try (ApplicationContext context = embedded()) {
            assertThat(context.getBean(Inbox.class).append(Messages.text("SM1", "+15550000001", "hola", NOON)))
                    .isEqualTo(Inbox.Appended.STORED);
            Probe.Finding finding = context.getBean(Probe.class).check();
            assertThat(finding.up()).isTrue();
            assertThat(finding.details()).containsEntry("kind", "embedded").containsKey("file_bytes");
        }
        try (ApplicationContext context = embedded()) {
            assertThat(context.getBean(Inbox.class).backlog().waiting()).isOne();
            assertThat(context.getBean(MessageLog.class)
                            .history(
                                    Messages.text("SM1", "+15550000001", "hola", NOON)
                                            .conversationId(),
                                    5))
                    .hasSize(1);
        }
    }

    @Test
    void aRestartedProcessKeepsItsInstanceId() {
        var message = Messages.text("SM1", "+15550000001", "hola", NOON);
        try (ApplicationContext context = embedded()) {
            context.getBean(SessionStore.class).claim(message, NOON, Duration.ofMinutes(5));
        }
        try (ApplicationContext context = embedded()) {
            assertThat(context.getBean(SessionStore.class).claim(message, NOON.plusSeconds(1), Duration.ofMinutes(5)))
                    .isInstanceOf(Claim.Claimed.class);
        }
        assertThat(ids).hasValue(1);
    }

    @Test
    void twoProcessesOnOneFolderHaveDifferentIds() throws Exception {
        try (InstanceId one = InstanceId.in(folder, () -> "first");
                InstanceId two = InstanceId.in(folder, () -> "second")) {
            assertThat(one.value()).isEqualTo("first");
            assertThat(two.value()).isEqualTo("second");
        }
        try (InstanceId again = InstanceId.in(folder, () -> "third")) {
            assertThat(again.value()).isEqualTo("first");
        }
    }

    @Test
    void anUnreachableServerDoesNotStopTheStart() {
        try (ApplicationContext context = start(Map.of(
                "recado.data-dir",
                folder.toString(),
                "recado.mongodb.uri",
                "mongodb://127.0.0.1:1/recado?serverSelectionTimeoutMS=200"))) {
            Probe.Finding finding = context.getBean(Probe.class).check();
            assertThat(finding.up()).isFalse();
            assertThat(finding.details()).containsEntry("kind", "server").containsEntry("reachable", false);
            Inbox inbox = context.getBean(Inbox.class);
            assertThatThrownBy(() -> inbox.append(Messages.text("SM1", "+15550000001", "hola", NOON)))
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessageContaining("append");
        }
    }
}
