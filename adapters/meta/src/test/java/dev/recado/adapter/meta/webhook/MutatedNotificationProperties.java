package dev.recado.adapter.meta.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.meta.api.Fixtures;
import dev.recado.adapter.meta.inbound.WebhookNotificationReader;
import dev.recado.domain.message.InboundMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// A changed notification is read or refused; its unchanged parts are read as before.
class MutatedNotificationProperties {
    private static final List<String> NAMES = Fixtures.webhooks();
    private static final String GOOD =
            "{\"from\":\"15550001\",\"id\":\"wamid.good\",\"type\":\"text\",\"text\":{\"body\":\"hola\"}}";
    private static final WebhookVerifier GATE =
            new WebhookVerifier(null, "token", InstantSource.fixed(Fixtures.ARRIVED));

    @Property(tries = 5_000)
    void aTreeWithOtherValuesIsRead(@ForAll long seed) {
        Random random = new Random(seed);
        JsonNode root = Fixtures.json(Fixtures.webhook(NAMES.get(random.nextInt(NAMES.size()))));
        for (int i = 0; i <= random.nextInt(6); i++) {
            mutate(root, random);
        }
        ArrayNode entries =
                root.path("entry").isArray() ? (ArrayNode) root.path("entry") : ((ObjectNode) root).putArray("entry");
        entries.add(Fixtures.messages(GOOD).at("/entry/0"));

        List<InboundMessage> messages = WebhookNotificationReader.read(root, Fixtures.NUMBERS, Fixtures.ARRIVED)
                .messages();

        assertThat(messages).extracting(InboundMessage::externalId).contains("wamid.good");
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.content().kind()).isNotBlank();
            assertThat(message.id().value()).startsWith("meta:");
        });
    }

    @Property(tries = 5_000)
    void cutOrChangedBytesAreReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] body = Fixtures.webhook(NAMES.get(random.nextInt(NAMES.size()))).clone();
        for (int i = 0; i < random.nextInt(8); i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = random.nextBoolean() ? body : Arrays.copyOf(body, random.nextInt(body.length));

        switch (GATE.verify(cut, null)) {
            case WebhookVerifier.Verdict.NotVerified notVerified ->
                assertThat(notVerified.status().getCode()).isEqualTo(400);
            case WebhookVerifier.Verdict.Verified verified ->
                assertThat(WebhookNotificationReader.read(verified.notification(), Fixtures.NUMBERS, Fixtures.ARRIVED)
                                .messages())
                        .hasSizeLessThan(2);
        }
    }

    @Property(tries = 20)
    void deepNestingIsReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        int depth = random.nextInt(random.nextBoolean() ? 950 : 200_000);
        String deep = random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        String body = Fixtures.messages(GOOD + ",{\"from\":\"1555\",\"id\":\"deep\",\"poll\":\"DEEP\"}")
                .toString()
                .replace("\"DEEP\"", deep);

        switch (GATE.verify(body.getBytes(UTF_8), null)) {
            case WebhookVerifier.Verdict.NotVerified notVerified ->
                assertThat(notVerified.status().getCode()).isEqualTo(400);
            case WebhookVerifier.Verdict.Verified verified ->
                assertThat(WebhookNotificationReader.read(verified.notification(), Fixtures.NUMBERS, Fixtures.ARRIVED)
                                .messages())
                        .hasSize(2);
        }
    }

    private static void mutate(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object
            when !object.isEmpty() -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextBoolean()) {
                    object.remove(name);
                } else {
                    object.set(name, anything(random));
                }
            }
            case ArrayNode array when !array.isEmpty() -> array.set(random.nextInt(array.size()), anything(random));
            default -> {}
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode anything(Random random) {
        return Fixtures.json(
                switch (random.nextInt(9)) {
                    case 0 -> "null";
                    case 1 -> "-1.5e300";
                    case 2 -> "true";
                    case 3 -> "\"\"";
                    case 4 -> "\"\\u0000\\ud800 \\u202e<x>\"";
                    case 5 -> "[]";
                    case 6 -> "{\"id\":{\"a\":[{}]}}";
                    case 7 -> "\"" + "9".repeat(400) + "\"";
                    default -> "123456789012345678901234567890";
                });
    }
}
