package dev.recado.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.model.InboundMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendersTest {
    private static final String SANDBOX = "whatsapp:+14155238886";
    private static final String ONE = "whatsapp:+15555550100";
    private static final String OTHER = "whatsapp:+15555550199";

    @Test
    void anAnswerLeavesFromTheNumberThatWasWrittenTo() {
        Senders senders = Senders.of(ONE + ", +15555550199", null);

        assertThat(senders.answering(OTHER)).isEqualTo(OTHER);
        assertThat(senders.answering(ONE)).isEqualTo(ONE);
    }

    @Test
    void whatAnswersNobodyLeavesFromTheFirstNumber() {
        Senders senders = Senders.of(ONE + "," + OTHER, null);

        assertThat(senders.answering(null)).isEqualTo(ONE);
        assertThat(senders.answering("106540352242922")).as("Meta's").isEqualTo(ONE);
        assertThat(senders.answering("whatsapp:+15555550111"))
                .as("no more ours")
                .isEqualTo(ONE);
        assertThat(Senders.of(null, null).answering(null)).isEqualTo(SANDBOX);
    }

    @Test
    void theNumbersThatAreNamedAreAnsweredAndNoOthers() {
        Senders senders = Senders.of(SANDBOX + "," + ONE, null);

        assertThat(senders.areWrittenTo(to(ONE), null)).isTrue();
        assertThat(senders.areWrittenTo(to(SANDBOX), null)).isTrue();
        assertThat(senders.areWrittenTo(to(OTHER), null)).isFalse();
        assertThat(senders.areAskedFor(OTHER)).isFalse();
    }

    @Test
    void theSandboxAloneSaysNothingOfTheNumbersOfOnesOwn() {
        Senders senders = Senders.of(SANDBOX, null);

        assertThat(senders.areWrittenTo(to(OTHER), null)).isTrue();
        assertThat(senders.answering(OTHER)).isEqualTo(OTHER);
        assertThat(senders.areAskedFor(OTHER))
                .as("the list holds numbers whose webhook leads elsewhere")
                .isFalse();
    }

    @Test
    void theNumbersOfAMessagingServiceAreAnsweredBesideThoseNamed() {
        assertThat(Senders.of(null, "MG1").areWrittenTo(to(OTHER), null)).isTrue();

        Senders both = Senders.of(ONE, "MG1");
        assertThat(both.areWrittenTo(to(OTHER), "MG1")).isTrue();
        assertThat(both.areWrittenTo(to(OTHER), "MG2")).isFalse();
        assertThat(both.areWrittenTo(to(OTHER), null)).isFalse();
    }

    @Test
    void whatDoesNotSayWhereItWasWrittenToIsAnswered() {
        assertThat(Senders.of(ONE, null).areWrittenTo(to(""), null)).isTrue();
    }

    private static InboundMessage to(String number) {
        Form form = Form.parse(("MessageSid=SM1&From=whatsapp%3A%2B15555550101&Body=hola&To="
                                + number.replace(":", "%3A").replace("+", "%2B"))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
        if (InboundReader.read(form, Instant.EPOCH) instanceof InboundReader.Reading.Message read) {
            return read.message();
        }
        throw new AssertionError("not read");
    }
}
