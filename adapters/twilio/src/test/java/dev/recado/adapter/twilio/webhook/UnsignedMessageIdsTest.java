package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.twilio.inbound.Form;
import dev.recado.adapter.twilio.inbound.InboundMessageReader;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UnsignedMessageIdsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
    private final AtomicInteger made = new AtomicInteger();
    private final UnsignedMessageIds ids =
            new UnsignedMessageIds(() -> Integer.toString(made.incrementAndGet()), now::get);

    private String idOf(String form) {
        Form read = Form.parse(form.getBytes(UTF_8)).orElseThrow();
        return InboundMessageReader.sid(ids.complete(read)).orElse("none");
    }

    @Test
    void theSameFormAtOnceIsARepeatAndLaterAnotherMessage() {
        assertThat(idOf("From=a&Body=hola")).isEqualTo("unsigned-1");
        now.updateAndGet(at -> at.plusMillis(4_999));
        assertThat(idOf("From=a&Body=hola")).isEqualTo("unsigned-1");
        now.updateAndGet(at -> at.plusMillis(1));
        assertThat(idOf("From=a&Body=hola")).isEqualTo("unsigned-2");
        now.updateAndGet(at -> at.plus(Duration.ofSeconds(1)));
        assertThat(idOf("From=a&Body=hola")).isEqualTo("unsigned-2");
    }

    @Test
    void anotherTextOrUserIsAnotherMessage() {
        assertThat(idOf("From=a&Body=hola")).isEqualTo("unsigned-1");
        assertThat(idOf("From=a&Body=adios")).isEqualTo("unsigned-2");
        assertThat(idOf("From=b&Body=hola")).isEqualTo("unsigned-3");
    }

    @Test
    void formsWithAnIdOrWithoutAMessageStayUnchanged() {
        assertThat(idOf("From=a&Body=hola&MessageSid=SM1")).isEqualTo("SM1");
        assertThat(idOf("From=a&SmsSid=SM2")).isEqualTo("SM2");
        assertThat(idOf("From=a&MessageStatus=delivered")).isEqualTo("none");
        assertThat(idOf("Body=hola")).isEqualTo("none");
    }
}
