package dev.recado.adapter.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.twilio.inbound.Form;
import dev.recado.adapter.twilio.inbound.InboundMessageReader;
import dev.recado.domain.message.InboundMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BusinessNumbersTest {
    private static final String SANDBOX = "whatsapp:+14155238886";
    private static final String ONE = "whatsapp:+15555550100";
    private static final String OTHER = "whatsapp:+15555550199";

    @Test
    void anAnswerIsSentFromTheNumberWrittenTo() {
        BusinessNumbers businessNumbers = BusinessNumbers.of(ONE + ", +15555550199", null);

        assertThat(businessNumbers.senderFor(OTHER)).isEqualTo(OTHER);
        assertThat(businessNumbers.senderFor(ONE)).isEqualTo(ONE);
    }

    @Test
    void aMessageThatIsNoReplyIsSentFromTheFirstNumber() {
        BusinessNumbers businessNumbers = BusinessNumbers.of(ONE + "," + OTHER, null);

        assertThat(businessNumbers.senderFor(null)).isEqualTo(ONE);
        assertThat(businessNumbers.senderFor("106540352242922")).as("Meta's").isEqualTo(ONE);
        assertThat(businessNumbers.senderFor("whatsapp:+15555550111"))
                .as("not ours any more")
                .isEqualTo(ONE);
        assertThat(BusinessNumbers.of(null, null).senderFor(null)).isEqualTo(SANDBOX);
    }

    @Test
    void onlyConfiguredNumbersAreAnswered() {
        BusinessNumbers businessNumbers = BusinessNumbers.of(SANDBOX + "," + ONE, null);

        assertThat(businessNumbers.isAddressedHere(to(ONE), null)).isTrue();
        assertThat(businessNumbers.isAddressedHere(to(SANDBOX), null)).isTrue();
        assertThat(businessNumbers.isAddressedHere(to(OTHER), null)).isFalse();
        assertThat(businessNumbers.isListed(OTHER)).isFalse();
    }

    @Test
    void theSandboxAloneDoesNotExcludeOtherNumbers() {
        BusinessNumbers businessNumbers = BusinessNumbers.of(SANDBOX, null);

        assertThat(businessNumbers.isAddressedHere(to(OTHER), null)).isTrue();
        assertThat(businessNumbers.senderFor(OTHER)).isEqualTo(OTHER);
        assertThat(businessNumbers.isListed(OTHER))
                .as("the list contains numbers whose webhook leads elsewhere")
                .isFalse();
    }

    @Test
    void numbersOfAMessagingServiceAreAnsweredToo() {
        assertThat(BusinessNumbers.of(null, "MG1").isAddressedHere(to(OTHER), null))
                .isTrue();

        BusinessNumbers both = BusinessNumbers.of(ONE, "MG1");
        assertThat(both.isAddressedHere(to(OTHER), "MG1")).isTrue();
        assertThat(both.isAddressedHere(to(OTHER), "MG2")).isFalse();
        assertThat(both.isAddressedHere(to(OTHER), null)).isFalse();
    }

    @Test
    void aMessageWithoutARecipientIsAnswered() {
        assertThat(BusinessNumbers.of(ONE, null).isAddressedHere(to(""), null)).isTrue();
    }

    private static InboundMessage to(String number) {
        Form form = Form.parse(("MessageSid=SM1&From=whatsapp%3A%2B15555550101&Body=hola&To="
                                + number.replace(":", "%3A").replace("+", "%2B"))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
        if (InboundMessageReader.read(form, Instant.EPOCH) instanceof InboundMessageReader.Reading.Message read) {
            return read.message();
        }
        throw new AssertionError("not read");
    }
}
