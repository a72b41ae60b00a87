package dev.recado.adapter.twilio.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountThrottleTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private final AccountThrottle pause = new AccountThrottle(now::get);

    private void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20429", "63017", "60728", "63038", "http-429"})
    void anAccountLimitHoldsBackAllMessages(String code) {
        pause.recordOutcome(new Throttled(Duration.ofSeconds(3), code));

        pass(Duration.ofSeconds(1));
        assertThat(pause.active()).contains(new Throttled(Duration.ofSeconds(2), code));
        pass(Duration.ofSeconds(2));
        assertThat(pause.active()).isEmpty();
    }

    @Test
    void aLongLimitIsRetriedEveryMinute() {
        pause.recordOutcome(new Throttled(Duration.ofDays(1), "63038"));

        pass(Duration.ofSeconds(59));
        assertThat(pause.active()).isPresent();
        pass(Duration.ofSeconds(1));
        assertThat(pause.active()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"63018", "63012", "21611", "unreachable"})
    void aUserLimitHoldsBackNoOther(String code) {
        pause.recordOutcome(new Throttled(Duration.ofMinutes(1), code));

        assertThat(pause.active()).isEmpty();
    }

    @Test
    void acceptedAndRefusedMessagesAreNotLimits() {
        SendOutcome taken = new SendOutcome.Accepted("SM1");
        assertThat(pause.recordOutcome(taken)).isSameAs(taken);
        pause.recordOutcome(new SendOutcome.Refused("63038", "as a refusal"));
        pause.recordOutcome(new SendOutcome.Unknown("http-429"));

        assertThat(pause.active()).isEmpty();
    }
}
