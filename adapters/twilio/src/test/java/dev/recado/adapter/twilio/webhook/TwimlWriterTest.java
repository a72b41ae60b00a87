package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.twiml.MessagingResponse;
import dev.recado.adapter.twilio.Parts;
import dev.recado.adapter.twilio.sending.StatusCallbackUrls;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class TwimlWriterTest {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    @Test
    void anEmptyResponseIsWhatTwiliosOwnBuilderWrites() throws Exception {
        assertThat(new String(TwimlWriter.nothing(), UTF_8))
                .isEqualTo(new MessagingResponse.Builder().build().toXml());
    }

    @Test
    void textsAreEscaped() {
        assertThat(new String(TwimlWriter.text("a < b & \"c\" > d 😀\n\u0000\u0008é"), UTF_8))
                .isEqualTo(
                        HEAD
                                + "<Response><Message><Body>a &lt; b &amp; &quot;c&quot; &gt; d 😀\né</Body></Message></Response>");
    }

    @Test
    void partsComeInOrderWithTheirCallbacks() {
        InboundMessage asked = Parts.inbound("SM1", new Content.Text("hi"));

        assertThat(new String(
                        TwimlWriter.parts(
                                List.of(Parts.part(asked, 0, 2, "one", null), Parts.part(asked, 1, 2, "two", null)),
                                part -> part.index() == 0
                                        ? new StatusCallbackUrls("https://bot.example.com").of(part.id())
                                        : Optional.empty()),
                        UTF_8))
                .isEqualTo(HEAD
                        + "<Response><Message action=\"https://bot.example.com/webhooks/twilio/status"
                        + "?part=twilio%3ASM1%2F0\" method=\"POST\"><Body>one</Body></Message>"
                        + "<Message><Body>two</Body></Message></Response>");
    }

    @Property
    void anyTextIsValidXml(@ForAll String text) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(TwimlWriter.text(text)));

        assertThat(document.getDocumentElement().getTextContent()).isEqualTo(legal(text));
    }

    private static String legal(String text) {
        return text.codePoints()
                .filter(c -> c == '\t' || c == '\n' || c == '\r' || c >= 0x20)
                .filter(c -> (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
