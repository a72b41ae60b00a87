package dev.recado.domain.message;

import static dev.recado.domain.message.DeliveryStatus.DELIVERED;
import static dev.recado.domain.message.DeliveryStatus.FAILED;
import static dev.recado.domain.message.DeliveryStatus.HELD;
import static dev.recado.domain.message.DeliveryStatus.QUEUED;
import static dev.recado.domain.message.DeliveryStatus.READ;
import static dev.recado.domain.message.DeliveryStatus.SENDING;
import static dev.recado.domain.message.DeliveryStatus.SENT;
import static dev.recado.domain.message.DeliveryStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeliveryStatusTest {

    @Test
    void aPartOnlyMovesForward() {
        List<DeliveryStatus> way = List.of(QUEUED, HELD, UNKNOWN, SENDING, SENT, DELIVERED, READ);
        for (int i = 0; i < way.size(); i++) {
            for (int j = 0; j < way.size(); j++) {
                assertThat(way.get(j).supersedes(way.get(i))).isEqualTo(j > i);
            }
        }
    }

    @Test
    void aDeliveredPartCannotFailAndAFailureIsFinal() {
        assertThat(FAILED.supersedes(SENT)).isTrue();
        assertThat(FAILED.supersedes(DELIVERED)).isFalse();
        assertThat(FAILED.supersedes(READ)).isFalse();
        for (DeliveryStatus status : DeliveryStatus.values()) {
            assertThat(status.supersedes(FAILED)).isFalse();
        }
    }

    @Property
    void receiptsInAnyOrderEndInTheSameState(@ForAll List<DeliveryStatus> receipts) {
        List<DeliveryStatus> good = receipts.stream().filter(s -> s != FAILED).toList();
        assertThat(end(good)).isEqualTo(end(good.reversed()));
    }

    private static DeliveryStatus end(List<DeliveryStatus> receipts) {
        DeliveryStatus state = QUEUED;
        for (DeliveryStatus next : receipts) {
            state = next.supersedes(state) ? next : state;
        }
        return state;
    }
}
