package dev.recado.adapter.meta.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.meta.api.Fixtures;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/// Tests messages whose JSON is nested as deep as the parser allows: they are read on any stack.
class DeeplyNestedMessagesTest {
    private static final int DEPTH = 900;
    private static final long SMALL_STACK_BYTES = 256 * 1024;

    private static String nested(String opening, String value, String closing) {
        return opening.repeat(DEPTH) + value + closing.repeat(DEPTH);
    }

    /// The one message of a notification, read on a thread with a small stack.
    private static InboundMessage read(String fields) throws Exception {
        byte[] body = ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{"
                        + "\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
                        + "\"display_phone_number\":\"15550783881\",\"phone_number_id\":\"106540352242922\"},"
                        + "\"messages\":[{\"from\":\"34600000001\",\"id\":\"wamid.1\",\"timestamp\":\"1760000000\","
                        + fields + "}]}}]}]}")
                .getBytes(StandardCharsets.UTF_8);
        FutureTask<InboundMessage> reading = new FutureTask<>(
                () -> WebhookNotificationReader.read(Fixtures.json(body), Fixtures.NUMBERS, Fixtures.ARRIVED)
                        .messages()
                        .getFirst());
        Thread thread = new Thread(null, reading, "reads", SMALL_STACK_BYTES);
        thread.start();
        return reading.get();
    }

    @Test
    void arraysInAnUnknownField() throws Exception {
        InboundMessage message =
                read("\"type\":\"text\",\"text\":{\"body\":\"hola\"},\"new\":" + nested("[", "1", "]"));

        assertThat(message.content()).isEqualTo(new Content.Text("hola"));
        assertThat(message.raw()).contains("\"new\"");
    }

    @Test
    void arraysInAKnownField() throws Exception {
        InboundMessage message = read("\"type\":\"text\",\"text\":{\"body\":\"hola\"},\"context\":{\"from\":"
                + nested("[", "\"34600000002\"", "]") + "}");

        assertThat(message.content()).isEqualTo(new Content.Text("hola"));
        assertThat(message.raw()).contains("[[[");
    }

    @Test
    void objectsInAnUnknownField() throws Exception {
        InboundMessage message =
                read("\"type\":\"text\",\"text\":{\"body\":\"hola\",\"x\":" + nested("{\"x\":", "1", "}") + "}");

        assertThat(message.content()).isEqualTo(new Content.Text("hola"));
        assertThat(message.raw()).contains("\"x\"");
    }

    @Test
    void answersToAFormKeepTheirRawForm() throws Exception {
        String answers = nested("[", "1", "]");
        InboundMessage message = read("\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\","
                + "\"nfm_reply\":{\"response_json\":\"{\\\"day\\\":\\\"lunes\\\",\\\"more\\\":" + answers + "}\"}}");

        assertThat(message.content()).isInstanceOfSatisfying(Content.FlowReply.class, reply -> {
            assertThat(reply.fields()).containsOnlyKeys("day");
            assertThat(reply.json()).contains("[[[");
        });
    }
}
