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
    void anAnswerLeavesFromTheNumberThatWasWrittenTo() {
        BusinessNumbers businessNumbers = BusinessNumbers.of(ONE + ", +15555550199", null);

        assertThat(businessNumbers.answering(OTHER)).isEqualTo(OTHER);
        assertThat(businessNumbers.answering(ONE)).isEqualTo(ONE);
    }

    @Test
    void whatAnswersNobodyLeavesFromTheFirstNumber() {
        BusinessNumbers businessNumbers = BusinessNumbers.of(ONE + "," + OTHER, null);

        assertThat(businessNumbers.answering(null)).isEqualTo(ONE);
        assertThat(businessNumbers.answering("106540352242922")).as("Meta's").isEqualTo(ONE);
        assertThat(businessNumbers.answering("whatsapp:+15555550111"))
                .as("no more ours")
                .isEqualTo(ONE);
        assertThat(BusinessNumbers.of(null, null).answering(null)).isEqualTo(SANDBOX);
    }

    @Test
    void theNumbersThatAreNamedAreAnsweredAndNoOthers() {
        BusinessNumbers businessNumbers = BusinessNumbers.of(SANDBOX + "," + ONE, null);

        assertThat(businessNumbers.areWrittenTo(to(ONE), null)).isTrue();
        assertThat(businessNumbers.areWrittenTo(to(SANDBOX), null)).isTrue();
        assertThat(businessNumbers.areWrittenTo(to(OTHER), null)).isFalse();
        assertThat(businessNumbers.areAskedFor(OTHER)).isFalse();
    }

    @Test
    void theSandboxAloneSaysNothingOfTheNumbersOfOnesOwn() {
        BusinessNumbers businessNumbers = BusinessNumbers.of(SANDBOX, null);

        assertThat(businessNumbers.areWrittenTo(to(OTHER), null)).isTrue();
        assertThat(businessNumbers.answering(OTHER)).isEqualTo(OTHER);
        assertThat(businessNumbers.areAskedFor(OTHER))
                .as("the list holds numbers whose webhook leads elsewhere")
                .isFalse();
    }

    @Test
    void theNumbersOfAMessagingServiceAreAnsweredBesideThoseNamed() {
        assertThat(BusinessNumbers.of(null, "MG1").areWrittenTo(to(OTHER), null))
                .isTrue();

        BusinessNumbers both = BusinessNumbers.of(ONE, "MG1");
        assertThat(both.areWrittenTo(to(OTHER), "MG1")).isTrue();
        assertThat(both.areWrittenTo(to(OTHER), "MG2")).isFalse();
        assertThat(both.areWrittenTo(to(OTHER), null)).isFalse();
    }

    @Test
    void whatDoesNotSayWhereItWasWrittenToIsAnswered() {
        assertThat(BusinessNumbers.of(ONE, null).areWrittenTo(to(""), null)).isTrue();
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
