package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionGuardTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionGuard guard =
            new ConnectionGuard(meters, new ConnectionGuard.Limits(3, 1_000, 100, Duration.ofSeconds(30)));

    private EmbeddedChannel connection() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addFirst(guard.watch());
        return channel;
    }

    private static void send(EmbeddedChannel channel, int bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    private static void answer(EmbeddedChannel channel) {
        channel.writeOutbound(Unpooled.wrappedBuffer(new byte[10]));
    }

    private double cut(String reason) {
        return meters.counter("recado.connections.cut", "reason", reason).count();
    }

    @Test
    void soManyConnectionsAreOpenAndOneMoreWhenOneHasClosed() {
        EmbeddedChannel first = connection();
        connection();
        connection();
        assertThat(connection().isOpen()).isFalse();
        assertThat(cut("connections")).isOne();

        first.close().syncUninterruptibly();

        assertThat(connection().isOpen()).isTrue();
    }

    @Test
    void whoeverHoldsMuchIsCutOffWhenTogetherItIsTooMuchAndSmallRequestsAreServed() {
        EmbeddedChannel hog = connection();
        EmbeddedChannel another = connection();
        EmbeddedChannel small = connection();
        send(hog, 600);
        send(another, 390);
        send(small, 90);
        assertThat(small.isOpen()).isTrue();

        send(another, 10);
        assertThat(another.isOpen()).isFalse();
        assertThat(hog.isOpen()).isTrue();
        assertThat(cut("bytes")).isOne();

        send(hog, 300);
        assertThat(hog.isOpen()).as("what the other held is free again").isTrue();
    }

    @Test
    void whatWasAnsweredIsNotHeldAnyMore() {
        EmbeddedChannel channel = connection();
        for (int i = 0; i < 10; i++) {
            send(channel, 600);
            answer(channel);
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aRequestThatTakesTooLongIsCutOff() {
        EmbeddedChannel slow = connection();
        for (int i = 0; i < 29; i++) {
            send(slow, 1);
            slow.advanceTimeBy(1, TimeUnit.SECONDS);
            slow.runScheduledPendingTasks();
        }
        assertThat(slow.isOpen()).isTrue();
        slow.advanceTimeBy(1, TimeUnit.SECONDS);
        slow.runScheduledPendingTasks();

        assertThat(slow.isOpen()).isFalse();
        assertThat(cut("slow")).isOne();
    }

    @Test
    void aConnectionThatWaitsBetweenRequestsIsNotSlow() {
        EmbeddedChannel channel = connection();
        send(channel, 10);
        answer(channel);
        channel.advanceTimeBy(1, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whenItClosesWhatIsInIsAnsweredAndNothingElseIsRead() throws InterruptedException {
        EmbeddedChannel asking = connection();
        EmbeddedChannel idle = connection();
        send(asking, 10);
        assertThat(guard.close(Duration.ZERO)).as("one is not answered yet").isFalse();

        send(idle, 10);
        assertThat(idle.isOpen()).isFalse();
        assertThat(idle.inboundMessages()).isEmpty();
        send(asking, 10);
        assertThat(asking.isOpen()).as("the rest of it may come").isTrue();
        assertThat(guard.close(Duration.ZERO)).isFalse();

        answer(asking);
        assertThat(guard.close(Duration.ZERO)).isTrue();
        send(asking, 10);
        assertThat(asking.isOpen()).isFalse();
    }

    @Test
    void whoeverLeavesWithoutAnAnswerIsNotWaitedFor() throws InterruptedException {
        EmbeddedChannel asking = connection();
        send(asking, 10);

        asking.close().syncUninterruptibly();

        assertThat(guard.close(Duration.ZERO)).isTrue();
    }
}
