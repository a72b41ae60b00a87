package dev.recado.adapter.llm.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.llm.reply.ModelReply;
import java.util.ArrayList;
import java.util.List;

/// OpenAI's response, as the Responses API returns it.
///
/// @param content the text, cleaned
/// @param cut whether the token limit ended it
record OpenAiResponsesReply(
        ModelReply content, List<Call> calls, boolean refused, boolean cut, long tokensIn, long tokensOut) {

    /// A tool call.
    record Call(String id, String name, String arguments) {}

    OpenAiResponsesReply {
        calls = List.copyOf(calls);
    }

    static OpenAiResponsesReply read(JsonNode response) {
        StringBuilder text = new StringBuilder();
        List<Call> calls = new ArrayList<>();
        boolean refused = false;
        for (JsonNode item : response.path("output")) {
            switch (item.path("type").asText("")) {
                case "function_call" ->
                    calls.add(new Call(
                            item.path("call_id").asText(""),
                            item.path("name").asText(""),
                            item.path("arguments").asText("")));
                case "message" -> {
                    for (JsonNode part : item.path("content")) {
                        refused |= part.path("type").asText("").equals("refusal");
                        text.append(part.path("text").asText(""));
                    }
                }
                default -> {} // reasoning, and the calls of tools that the provider runs itself
            }
        }
        JsonNode usage = response.path("usage");
        return new OpenAiResponsesReply(
                ModelReply.of(text.toString()),
                calls,
                refused,
                response.path("incomplete_details").path("reason").asText("").equals("max_output_tokens"),
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong());
    }
}
