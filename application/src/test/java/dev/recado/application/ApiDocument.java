package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The OpenAPI description that a running Recado serves.
record ApiDocument(JsonNode root) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    static ApiDocument ofYaml(String yaml) {
        Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return new ApiDocument(JSON.valueToTree(content));
    }

    /// Each operation as `GET /api/v1/me`.
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    JsonNode operation(String method, String path) {
        JsonNode operation = root.get("paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
        assertThat(operation.isObject()).as("%s %s is described", method, path).isTrue();
        return operation;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    JsonNode parameter(JsonNode node) {
        return resolved(node);
    }

    /// Checks that the answer is one that the description names, and that its body is as described.
    JsonNode check(String method, String path, HttpResponse<String> answer) {
        JsonNode responses = operation(method, path).get("responses");
        JsonNode response = responses.path(Integer.toString(answer.statusCode()));
        assertThat(response.isObject())
                .as("%s %s may answer %s: %s", method, path, answer.statusCode(), answer.body())
                .isTrue();
        JsonNode content = resolved(response).path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).isEmpty();
            return JSON.nullNode();
        }
        String type = content.fieldNames().next();
        if (!type.equals("application/json")) {
            return JSON.nullNode();
        }
        JsonNode body = parsed(answer.body());
        assertThat(SCHEMAS.getSchema(standalone(content.get(type).get("schema")))
                        .validate(body))
                .as("%s %s: %s", method, path, answer.body())
                .isEmpty();
        return body;
    }

    /// The schema with what it refers to.
    private ObjectNode standalone(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", root.get("components"));
        whole.set("allOf", JSON.createArrayNode().add(schema));
        return whole;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
