package dev.recado.application.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionGuardTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionGuard guard =
            new ConnectionGuard(meters, new ConnectionGuard.Limits(3, 2, 1_000, 100, Duration.ofSeconds(30)));
    private final Map<EmbeddedChannel, ConnectionGuard.Watch> watches = new HashMap<>();
    private int clients;

    /// Of a client of its own.
    private EmbeddedChannel connection() {
        return connection("192.0.2." + ++clients);
    }

    private EmbeddedChannel connection(String address) {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 4_711);
            }
        };
        channel.freezeTime();
        ConnectionGuard.Watch watch = guard.watch();
        channel.pipeline().addFirst(watch);
        watches.put(channel, watch);
        return channel;
    }

    /// A request that is in completely.
    private void ask(EmbeddedChannel channel) {
        send(channel, 10);
        Objects.requireNonNull(watches.get(channel)).complete();
    }

    private static void send(EmbeddedChannel channel, int bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    private void answer(EmbeddedChannel channel) {
        beginAnswer(channel);
        Objects.requireNonNull(watches.get(channel)).answered();
    }

    private static void beginAnswer(EmbeddedChannel channel) {
        channel.writeOutbound(Unpooled.wrappedBuffer(new byte[10]));
    }

    private double cut(String reason) {
        return meters.counter("recado.connections.cut", "reason", reason).count();
    }

    @Test
    void whenAllAreTakenTheLongestIdleOneMakesRoom() {
        EmbeddedChannel first = connection();
        EmbeddedChannel second = connection();
        EmbeddedChannel third = connection();
        send(first, 10);
        answer(first);

        EmbeddedChannel newcomer = connection();

        assertThat(second.isOpen()).isFalse();
        assertThat(first.isOpen() && third.isOpen() && newcomer.isOpen()).isTrue();
        assertThat(cut("connections")).isOne();
    }

    @Test
    void whoeverIsStillAskingMakesRoomOnlyWhenNobodyIsIdle() {
        EmbeddedChannel asking = connection();
        send(asking, 10);
        EmbeddedChannel idle = connection();
        ask(connection());

        connection();
        assertThat(asking.isOpen()).isTrue();
        assertThat(idle.isOpen()).isFalse();

        ask(connection());
        assertThat(asking.isOpen()).isTrue();
        connection();
        assertThat(asking.isOpen()).isFalse();
    }

    @Test
    void whoeverReadsALongAnswerMakesRoomAfterAllOthers() {
        EmbeddedChannel reading = connection();
        ask(reading);
        beginAnswer(reading);
        EmbeddedChannel asking = connection();
        send(asking, 10);
        ask(connection());

        ask(connection());
        assertThat(asking.isOpen()).isFalse();
        assertThat(reading.isOpen()).isTrue();

        Objects.requireNonNull(watches.get(reading)).answered();
        connection();
        assertThat(reading.isOpen()).isFalse();
    }

    @Test
    void whoeverWaitsForAnAnswerKeepsItsConnectionAndTheNewcomerGoes() {
        EmbeddedChannel first = connection();
        EmbeddedChannel second = connection();
        EmbeddedChannel third = connection();
        ask(first);
        ask(second);
        ask(third);

        EmbeddedChannel refused = connection();
        assertThat(refused.isOpen()).isFalse();
        assertThat(first.isOpen() && second.isOpen() && third.isOpen()).isTrue();

        first.close().syncUninterruptibly();

        assertThat(connection().isOpen()).isTrue();
    }

    @Test
    void anAddressHasItsShareAndBeyondItLosesItsOwn() {
        EmbeddedChannel neighbour = connection("2001:db8:0:2::1");
        EmbeddedChannel first = connection("2001:db8:0:1::1");
        EmbeddedChannel second = connection("2001:db8:0:1::2");

        EmbeddedChannel third = connection("2001:db8:0:1:ffff::3");

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen() && third.isOpen() && neighbour.isOpen()).isTrue();
        assertThat(cut("address")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"64, 8", "1024, 384", "4096, 1920", "1048576, 2000", "9223372036854775807, 2000"})
    void connectionsLeaveFilesForStoringAndSending(long files, int connections) {
        assertThat(OpenConnections.mostOf(files)).isEqualTo(connections);
    }

    @Test
    void whenNoFurtherOneCanBeAcceptedTheIdleOnesMakeRoom() {
        EmbeddedChannel asking = connection();
        EmbeddedChannel idle = connection();
        EmbeddedChannel answered = connection();
        send(asking, 10);
        send(answered, 10);
        answer(answered);
        EmbeddedChannel door = new EmbeddedChannel(guard.new AcceptFailures());

        door.pipeline().fireExceptionCaught(new IOException("Too many open files"));

        assertThat(idle.isOpen() || answered.isOpen()).isFalse();
        assertThat(asking.isOpen()).isTrue();
        assertThat(cut("files")).isEqualTo(2);
        door.checkException();
    }

    @Test
    void whatIsOpenIsCounted() {
        EmbeddedChannel first = connection();
        connection();
        assertThat(meters.get("recado.connections.open").gauge().value()).isEqualTo(2);

        first.close().syncUninterruptibly();

        assertThat(meters.get("recado.connections.open").gauge().value()).isOne();
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
