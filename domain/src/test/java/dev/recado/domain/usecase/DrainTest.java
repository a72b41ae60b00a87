package dev.recado.domain.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.model.Channel;
import dev.recado.domain.model.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final String ANA = "+15550000001";

    private final Desk desk = new Desk();

    @Test
    void oneThatTheStoreRefusesForeverDoesNotHoldUpTheOthers() {
        MessageId refused = MessageId.of(Channel.TWILIO, "SM0");
        desk.store.refuse(refused::equals);
        desk.store.failWhen(method -> true);
        for (int i = 0; i < 3; i++) {
            desk.writes("SM" + i, "+1555000001" + i, "n" + i);
        }
        desk.store.failWhen(method -> false);
        desk.pass(Duration.ofSeconds(40));
        assertThat(desk.sender.texts()).contains("eco: n1", "eco: n2");

        desk.writes("SM3", ANA, "n3");
        desk.pass(Duration.ofSeconds(40));
        assertThat(desk.sender.texts()).contains("eco: n3").doesNotHaveDuplicates();

        desk.store.refuse(id -> false);
        desk.pass(Duration.ofSeconds(10));
        assertThat(desk.sender.texts()).contains("eco: n0").hasSize(4);
        assertThat(desk.spool.entries()).isEmpty();
    }

    @Test
    void moreThanOneBatchIsBroughtInOrder() {
        desk.store.failWhen(method -> true);
        List<String> written = IntStream.range(0, 990).mapToObj(i -> "SM" + i).toList();
        written.forEach(id -> {
            desk.clock.advance(Duration.ofMillis(1));
            desk.writes(id, ANA, id);
        });
        desk.store.failWhen(method -> false);
        desk.pass(Duration.ofMinutes(5));

        assertThat(desk.sender.taken().stream()
                        .flatMap(part -> part.text().replace("eco: ", "").lines())
                        .toList())
                .containsExactlyElementsOf(written);
        assertThat(desk.spool.entries()).isEmpty();
        assertThat(
                        desk
                                .store
                                .history(
                                        Messages.text("x", ANA, "x", desk.clock.instant())
                                                .conversationId(),
                                        10_000)
                                .stream()
                                .filter(entry -> entry.status().equals("received")))
                .isEmpty();
    }
}
