package dev.recado.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditsAndRevokesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ANA = "+15550000001";
    private static final InboundMessage FIRST = says(1, new Content.Text("¿abren el sábado?"));
    private static final InboundMessage SECOND = says(2, new Content.Text("¿y el domingo?"));

    private static InboundMessage says(int second, Content content) {
        return Messages.message("SM" + second, ANA, content, NOON.plusSeconds(second));
    }

    private static InboundMessage edit(int second, String target, String now) {
        return says(second, new Content.Edit(target, new Content.Text(now)));
    }

    private static InboundMessage revoke(int second, String target) {
        return says(second, new Content.Revoke(target));
    }

    @Test
    void unchangedMessagesStay() {
        assertThat(EditsAndRevokes.apply(List.of(FIRST, SECOND))).containsExactly(FIRST, SECOND);
    }

    @Test
    void theLastEditReplacesTheText() {
        assertThat(EditsAndRevokes.apply(
                        List.of(FIRST, edit(3, "SM1", "¿abren?"), SECOND, edit(4, "SM1", "¿cierran?"))))
                .containsExactly(FIRST.withContent(new Content.Text("¿cierran?")), SECOND);
    }

    @Test
    void aRevokedMessageIsDroppedDespiteEdits() {
        assertThat(EditsAndRevokes.apply(List.of(FIRST, SECOND, revoke(3, "SM1"), edit(4, "SM1", "¿abren?"))))
                .containsExactly(SECOND);
    }

    @Test
    void editsOfAnsweredMessagesChangeNothing() {
        assertThat(EditsAndRevokes.apply(List.of(edit(3, "SM0", "¿abren?"), SECOND, revoke(4, "SM00"))))
                .containsExactly(SECOND);
    }

    @Test
    void aNewAddressNeedsNoReply() {
        assertThat(EditsAndRevokes.apply(
                        List.of(says(3, new Content.AddressChange(new UserAddress.Phone("+15550000002"))))))
                .isEmpty();
    }
}
