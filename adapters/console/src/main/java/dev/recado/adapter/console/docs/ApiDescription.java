package dev.recado.adapter.console.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The OpenAPI description of the API, and the files of the page that shows it. They ship as resources of this
/// package.
@Singleton
final class ApiDescription {
    private final String yaml = resource("openapi.yaml");
    private final String json;

    ApiDescription(JsonMapper mapper) {
        Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        try {
            this.json = mapper.writeValueAsString(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String yaml() {
        return yaml;
    }

    /// The same as JSON, which a browser can read.
    String json() {
        return json;
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ApiDescription.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
