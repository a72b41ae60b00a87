package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A user who writes to two numbers of the business's at nearly the same time.
class OneUserTwoNumbersTest {
    private static final String ANA = "+15550000001";
    private static final String RECEPTION = "whatsapp:+15550199001";
    private static final String SALES = "whatsapp:+15550199002";
    private final Desk desk = new Desk();

    private void writes(String id, String to, String words) {
        InboundMessage message = Messages.text(id, ANA, words, desk.clock.instant());
        desk.sends(InboundMessage.of(
                new Origin(message.channel(), message.externalId(), message.source(), to, null),
                new Sender(message.from(), null, message.profileName()),
                message.content(),
                message.receivedAt(),
                message.receivedAt()));
    }

    @Test
    void eachNumberAnswersWhatWasWrittenToIt() {
        writes("SM1", RECEPTION, "¿abrís hoy?");
        writes("SM2", RECEPTION, "¿y mañana?");
        writes("SM3", SALES, "¿cuánto cuesta?");
        writes("SM4", RECEPTION, "gracias");
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.sender.sent())
                .extracting(OutboundMessage::businessAddress, OutboundMessage::text)
                .containsExactly(
                        tuple(RECEPTION, "eco: ¿abrís hoy?"),
                        tuple(RECEPTION, "¿y mañana?"),
                        tuple(SALES, "eco: ¿cuánto cuesta?"),
                        tuple(RECEPTION, "eco: gracias"));
    }
}
