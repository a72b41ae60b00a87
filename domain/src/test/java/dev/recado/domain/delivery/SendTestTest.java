package dev.recado.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.fake.FakeSender;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendTestTest {
    private static final UserAddress ANA = new UserAddress.Phone("+15550000001");

    private final FakeSender twilio = new FakeSender();
    private final SenderBlocks blocks =
            new SenderBlocks(new InMemoryStore(), event -> {}, told -> {}, new SettableClock());
    private final SendTest test = new SendTest(new Senders(Map.of(Channel.TWILIO, twilio), blocks), () -> "1");

    @Test
    void oneTextIsSentByWhicheverProviderThereIs() {
        assertThat(test.send(null, ANA, "hola")).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(test.send(Channel.TWILIO, ANA, "hola otra vez")).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(twilio.texts()).containsExactly("hola", "hola otra vez");
    }

    @Test
    void nothingIsSentByAProviderThatIsNotConfigured() {
        assertThat(test.send(Channel.META, ANA, "hola"))
                .isEqualTo(new SendOutcome.Refused("provider", "this provider is not configured"));
        assertThat(twilio.texts()).isEmpty();
    }
}
