package dev.recado.adapter.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Reads the JSON object in the body of a request. It is strict, because a request is carried out: an object
/// with a field twice, or with text behind it, is refused.
@Singleton
public final class JsonObjectReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonMapper json;

    JsonObjectReader(JsonMapper json) {
        this.json = json;
    }

    /// The body is not what was expected; the message says why, to the caller of the API.
    public static final class InvalidBodyException extends Exception {
        private static final long serialVersionUID = 1L;

        public InvalidBodyException(String why) {
            super(why, null, false, false);
        }
    }

    /// @param example shown when there is no object
    public JsonNode read(byte[] body, String example) throws InvalidBodyException {
        if (body.length == 0) {
            throw new InvalidBodyException("the body is empty; expected a JSON object: " + example);
        }
        try {
            requireOneValue(body);
            JsonNode node = json.readValue(body, JsonNode.class);
            if (node == null || !node.isObject()) {
                throw new InvalidBodyException("expected a JSON object: " + example);
            }
            return node;
        } catch (IOException _) {
            throw new InvalidBodyException("the body is not JSON");
        }
    }

    private static void requireOneValue(byte[] body) throws IOException, InvalidBodyException {
        Deque<Set<String>> open = new ArrayDeque<>();
        boolean ended = false;
        try (JsonParser parser = FACTORY.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (ended) {
                    throw new InvalidBodyException("the body is not JSON: there is more behind its end");
                }
                switch (token) {
                    case START_OBJECT, START_ARRAY -> open.push(new HashSet<>());
                    case END_OBJECT, END_ARRAY -> open.pop();
                    case FIELD_NAME -> {
                        if (!open.element().add(parser.currentName())) {
                            throw new InvalidBodyException(parser.currentName() + ": the field stands twice");
                        }
                    }
                    default -> {}
                }
                ended = open.isEmpty();
            }
        }
    }
}
