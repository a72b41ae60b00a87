package dev.recado.adapter.llm.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recado.adapter.llm.outcome.ProviderErrorBody;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyTest {

    private static JsonNode read(String body) throws IOException {
        assertThat(ResponseBody.isError(body.getBytes(UTF_8))).isFalse();
        return new ObjectMapper().readTree(ResponseBody.normalized(body.getBytes(UTF_8)));
    }

    @Test
    void aStreamedCompletionIsRead() throws IOException {
        JsonNode read = read("""
                : keep-alive

                data: {"id":"c","choices":[{"index":0,"delta":{"role":"assistant","content":"A las "},"finish_reason":null}]}

                data: {"id":"c","choices":[{"index":0,"delta":{"content":"nueve."},"finish_reason":null}]}
                data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
                data: {"id":"c","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}

                data: [DONE]
                """);

        assertThat(read.at("/choices/0/message/content").asText()).isEqualTo("A las nueve.");
        assertThat(read.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(read.at("/usage/completion_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void aStreamedToolCallIsJoined() throws IOException {
        JsonNode read = read("""
                data:{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"search_documents","arguments":""}}]}}]}
                data:{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"query\\":"}}]}}]}
                data:{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"horario\\"}"}}]},"finish_reason":"tool_calls"}]}
                data: [DONE]
                """);

        assertThat(read.at("/choices/0/message/tool_calls").size()).isEqualTo(1);
        JsonNode call = read.at("/choices/0/message/tool_calls/0");
        assertThat(call.path("id").asText()).isEqualTo("c1");
        assertThat(call.at("/function/name").asText()).isEqualTo("search_documents");
        assertThat(call.at("/function/arguments").asText()).isEqualTo("{\"query\":\"horario\"}");
    }

    @Test
    void aGeminiStreamIsRead() throws IOException {
        JsonNode read = read("""
                data: {"candidates":[{"content":{"role":"model","parts":[{"text":"A las "}]}}]}
                data: {"candidates":[{"content":{"parts":[{"text":"nueve."}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3}}
                """);

        assertThat(read.at("/candidates/0/content/parts/0/text").asText()).isEqualTo("A las ");
        assertThat(read.at("/candidates/0/content/parts/1/text").asText()).isEqualTo("nueve.");
    }

    @Test
    void anAnthropicStreamIsRead() throws IOException {
        JsonNode read = read("""
                event: message_start
                data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],"usage":{"input_tokens":3}}}
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"A las "}}
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"nueve."}}
                data: {"type":"content_block_stop","index":0}
                data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}
                data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\":1}"}}
                data: {"type":"content_block_stop","index":1}
                data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":2}}
                data: {"type":"message_stop"}
                """);

        assertThat(read.at("/content/0/text").asText()).isEqualTo("A las nueve.");
        assertThat(read.at("/content/1/input/a").asInt()).isEqualTo(1);
        assertThat(read.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(read.at("/usage/output_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void anErrorInAStreamIsRecognized() {
        String body =
                "data: {\"choices\":[{\"delta\":{\"content\":\"A\"}}]}\n\ndata: {\"error\":{\"message\":\"m\",\"code\":402}}\n";

        assertThat(ResponseBody.isError(body.getBytes(UTF_8))).isTrue();
        assertThat(ProviderErrorBody.read(ResponseBody.joined(body.getBytes(UTF_8)))
                        .ownStatus())
                .isEqualTo(402);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "data:", "data: [DONE]", "data: {", "event: ping\ndata: 7", ": nothing"})
    void anUnknownBodyStaysUnchanged(String body) {
        assertThat(ResponseBody.normalized(body.getBytes(UTF_8))).isEqualTo(body.getBytes(UTF_8));
    }

    @Test
    void anIncompleteAnthropicAnswerIsRead() throws IOException {
        JsonNode read = read(
                "{\"content\":[{\"type\":\"text\",\"text\":\"Sí.\"}],\"stop_reason\":\"end_turn\",\"usage\":null}");

        assertThat(read.at("/usage/input_tokens").isInt()).isTrue();
        assertThat(read.path("role").asText()).isEqualTo("assistant");
    }
}
