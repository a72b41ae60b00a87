package dev.recado.adapter.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Calls the parts of an OpenAI-compatible API that LangChain4j does not cover as needed here.
///
/// @param apiKey absent where the server needs none
public record OpenAiRestClient(String baseUrl, @Nullable String apiKey, Supplier<HttpClient> http) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param path path below the base URL, such as `/responses`
    public JsonNode post(String path, JsonNode body) {
        return execute(
                request(path).addHeader("Content-Type", "application/json").body(body.toString()));
    }

    /// Posts a form with one file.
    ///
    /// @param upload the file's name and content type
    public JsonNode post(String path, Map<String, String> fields, Upload upload, byte[] content) {
        return execute(request(path)
                .formDataFields(fields)
                .addFormDataFile("file", upload.name(), upload.contentType(), content));
    }

    record Upload(String name, String contentType) {}

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.builder().method(HttpMethod.POST).url(baseUrl.replaceAll("/+$", "") + path);
        return apiKey == null ? request : request.addHeader("Authorization", "Bearer " + apiKey);
    }

    private JsonNode execute(HttpRequest.Builder request) {
        try {
            return JSON.readTree(http.get().execute(request.build()).body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "OpenAiCalls[" + baseUrl + "]";
    }
}
