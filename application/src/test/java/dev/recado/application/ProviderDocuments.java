package dev.recado.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Form.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the providers' published OpenAPI documents say of the requests that Recado makes.
final class ProviderDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final String DEFINITIONS = "/components/schemas";

    private final JsonSchema metaMessage;
    private final JsonNode metaRead;
    private final JsonSchema twilioMessage;
    private final JsonSchema twilioTyping;

    ProviderDocuments() {
        ObjectNode meta = read("meta-messages");
        ObjectNode twilio = read("twilio-messages");
        metaRead = meta.at("/published/Send typing indicator and read receipt");
        asOneObject((ObjectNode) meta.at(DEFINITIONS));
        closed((ObjectNode) twilio.at(DEFINITIONS + "/CreateMessage"));
        metaMessage = schema(meta, "Message");
        twilioMessage = schema(twilio, "CreateMessage");
        twilioTyping = schema(twilio, "TypingIndicatorRequest");
    }

    /// What is wrong with the body of a message, read mark or typing indicator for Meta; empty when nothing is.
    List<String> inMetas(String body) {
        JsonNode sent = parse(body);
        if (sent.path("status").asText().equals("read")) {
            return fieldNames(metaRead).containsAll(fieldNames(sent))
                            && fieldNames(sent).contains("message_id")
                    ? List.of()
                    : List.of("fields " + fieldNames(sent) + " where Meta publishes " + fieldNames(metaRead));
        }
        return problems(metaMessage, sent);
    }

    /// The same for a form that creates a message at Twilio.
    List<String> inTwilios(String form) {
        ObjectNode sent = JSON.createObjectNode();
        Map<String, List<String>> values = Form.parse(form).parameters().stream()
                .collect(Collectors.groupingBy(
                        Parameter::name, Collectors.mapping(Parameter::value, Collectors.toList())));
        values.forEach((name, all) -> {
            if (name.equals("MediaUrl") || name.equals("PersistentAction")) {
                all.forEach(sent.withArray(name)::add);
            } else {
                sent.put(name, all.getFirst());
            }
        });
        return problems(twilioMessage, sent);
    }

    /// The same for a typing indicator at Twilio.
    List<String> inTwiliosTyping(String body) {
        return problems(twilioTyping, parse(body));
    }

    /// Meta's document closes a part of each message (`additionalProperties: false` inside `allOf`), so that no
    /// message at all would pass, its own examples included: here the message is closed as a whole. What Meta
    /// documents elsewhere is let in: `biz_opaque_callback_data` (status webhooks), `recipient` in place of `to`
    /// (business-scoped ids).
    private static void asOneObject(ObjectNode schemas) {
        schemas.properties().forEach(entry -> {
            ObjectNode schema = (ObjectNode) entry.getValue();
            if (entry.getKey().endsWith("Message") && schema.has("allOf")) {
                schema.withArray("allOf").forEach(part -> ((ObjectNode) part).remove("additionalProperties"));
                schema.put("unevaluatedProperties", false);
            }
        });
        ObjectNode base = (ObjectNode) schemas.get("BaseMessageProperties");
        ObjectNode properties = (ObjectNode) base.get("properties");
        properties.putObject("biz_opaque_callback_data").put("type", "string").put("maxLength", 512);
        properties.putObject("recipient").put("type", "string");
        base.putArray("required").add("messaging_product").add("recipient_type").add("type");
        base.putArray("oneOf").addObject().putArray("required").add("to");
        base.withArray("oneOf").addObject().putArray("required").add("recipient");
        // the document publishes one free object for every kind of file; these are the fields its examples use
        ObjectNode file = (ObjectNode) schemas.get("MediaObject");
        ObjectNode fields = file.putObject("properties");
        List.of("id", "link", "caption", "filename")
                .forEach(name -> fields.putObject(name).put("type", "string"));
        closed(file);
    }

    private static void closed(ObjectNode schema) {
        schema.put("additionalProperties", false);
    }

    private static JsonSchema schema(ObjectNode document, String name) {
        ObjectNode root = JSON.createObjectNode().put("$ref", "#" + DEFINITIONS + "/" + name);
        root.set("components", document.get("components"));
        return SCHEMAS.getSchema(root);
    }

    private static List<String> problems(JsonSchema schema, JsonNode sent) {
        return schema.validate(sent).stream().map(ValidationMessage::getMessage).toList();
    }

    private static Set<String> fieldNames(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read(String name) {
        try (InputStream in = ProviderDocuments.class.getResourceAsStream("/openapi/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
