package dev.recado.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes of a captured payload one that no provider ever sent.
final class PayloadMutations {
    private static final int DEEPEST = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\0",
            "null",
            "-1",
            "1e999",
            "99999999999999999999999999",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "{\"$where\":\"1\"}",
            "../../etc/passwd",
            "whatsapp:",
            "whatsapp:+",
            "http://169.254.169.254/latest/meta-data",
            "\uD800",
            "👩‍👩‍👧‍👦".repeat(50),
            "A".repeat(70_000),
            "%00%ff%zz",
            "a\r\nX-Injected: 1");

    private final RandomGenerator chance;

    PayloadMutations(RandomGenerator chance) {
        this.chance = chance;
    }

    /// A form with one to three of its parameters dropped, doubled, renamed or odd; at times its bytes are cut or
    /// scrambled.
    byte[] ofForm(String body) {
        List<String> fields = new ArrayList<>(List.of(body.split("&")));
        for (int i = chance.nextInt(1, 4); i > 0 && !fields.isEmpty(); i--) {
            int at = chance.nextInt(fields.size());
            String name = fields.get(at).split("=", 2)[0];
            switch (chance.nextInt(5)) {
                case 0 -> fields.remove(at);
                case 1 -> fields.add(fields.get(at));
                case 2 -> fields.set(at, name + chance.nextInt(3) + "=1");
                case 3 -> fields.set(at, name);
                default -> fields.set(at, name + "=" + URLEncoder.encode(oddText(), UTF_8));
            }
        }
        return scrambled(String.join("&", fields).getBytes(ISO_8859_1));
    }

    /// A JSON body with one to three of its values dropped, of another type, odd or nested without end; at times its
    /// bytes are cut or scrambled.
    byte[] ofJson(JsonNode body) {
        JsonNode copy = body.deepCopy();
        for (int i = chance.nextInt(1, 4); i > 0; i--) {
            List<JsonNode> holders = new ArrayList<>();
            holders(copy, holders);
            if (!holders.isEmpty()) {
                change(holders.get(chance.nextInt(holders.size())));
            }
        }
        try {
            return scrambled(JSON.writeValueAsBytes(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void holders(JsonNode node, List<JsonNode> found) {
        if (node.isContainerNode() && !node.isEmpty()) {
            found.add(node);
            node.forEach(child -> holders(child, found));
        }
    }

    private void change(JsonNode holder) {
        int at = chance.nextInt(holder.size());
        boolean drop = chance.nextInt(4) == 0;
        if (holder instanceof ArrayNode array) {
            if (drop) {
                array.remove(at);
            } else {
                array.set(at, oddNode(array.get(at)));
            }
        } else if (holder instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(at);
            JsonNode old = object.get(name);
            if (drop) {
                object.remove(name);
            } else {
                object.set(name, oddNode(old));
            }
        }
    }

    private JsonNode oddNode(JsonNode old) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (chance.nextInt(9)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(chance.nextLong());
            case 2 -> make.booleanNode(chance.nextBoolean());
            case 3 -> make.arrayNode().add(old);
            case 4 -> make.objectNode().set("value", old);
            case 5 -> make.arrayNode();
            case 6 -> make.objectNode();
            case 7 -> nested(chance.nextInt(1, 1_500));
            default -> make.textNode(oddText());
        };
    }

    private JsonNode nested(int depth) {
        JsonNode node = JsonNodeFactory.instance.textNode("deep");
        for (int i = 0; i < depth; i++) {
            node = chance.nextBoolean()
                    ? JsonNodeFactory.instance.arrayNode().add(node)
                    : JsonNodeFactory.instance.objectNode().set("a", node);
        }
        return node;
    }

    private String oddText() {
        return ODD_TEXTS.get(chance.nextInt(ODD_TEXTS.size()));
    }

    private byte[] scrambled(byte[] bytes) {
        if (bytes.length == 0 || chance.nextInt(5) != 0) {
            return bytes;
        }
        if (chance.nextBoolean()) {
            return java.util.Arrays.copyOf(bytes, chance.nextInt(bytes.length));
        }
        byte[] scrambled = bytes.clone();
        for (int i = chance.nextInt(1, 4); i > 0; i--) {
            scrambled[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
        }
        return scrambled;
    }
}
