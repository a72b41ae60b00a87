package dev.recado.adapter.llm.hosted;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.recado.adapter.llm.openai.OpenAiRestClient;
import dev.recado.adapter.llm.openai.OpenAiSettings;
import dev.recado.adapter.llm.prompt.PromptBuilder;
import dev.recado.adapter.llm.tools.ToolSession;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.message.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of OpenAI's Responses and Conversations APIs, both ways (its API reference, /responses and
/// /conversations).
///
/// It uses the HTTP client that all providers share, not Micronaut's: the read timeout of Micronaut's client
/// restarts with each byte, so a slow body could outlive the turn.
public record OpenAiResponsesApi(OpenAiSettings settings, OpenAiRestClient restClient) {

    /// How many items OpenAI accepts when a conversation is created.
    private static final int MAX_ITEMS = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The parameters of one call.
    ///
    /// @param tokens the token limit of the answer
    /// @param offersTools whether tools are offered
    /// @param mayCall whether the model may call them now
    record ResponseParameters(String instructions, int tokens, boolean offersTools, boolean mayCall) {}

    static ArrayNode items() {
        return JSON.createArrayNode();
    }

    /// The items of a user message: data, files and text.
    static ArrayNode message(List<Content> parts) {
        ArrayNode items = items();
        ArrayNode content = items.addObject().put("role", "user").putArray("content");
        for (Content part : parts) {
            switch (part) {
                case TextContent text ->
                    content.addObject().put("type", "input_text").put("text", text.text());
                case ImageContent image ->
                    content.addObject()
                            .put("type", "input_image")
                            .put("detail", "auto")
                            .put(
                                    "image_url",
                                    data(image.image().mimeType(), image.image().base64Data()));
                case PdfFileContent pdf ->
                    content.addObject()
                            .put("type", "input_file")
                            .put("filename", "document.pdf")
                            .put(
                                    "file_data",
                                    data(pdf.pdfFile().mimeType(), pdf.pdfFile().base64Data()));
                default -> throw new IllegalArgumentException("no such part: " + part.type());
            }
        }
        return items;
    }

    static void addResult(ArrayNode items, String callId, String output) {
        items.addObject()
                .put("type", "function_call_output")
                .put("call_id", callId)
                .put("output", output);
    }

    /// Creates a conversation from the history.
    ///
    /// @return its id
    String createConversation(List<Utterance> history) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode items = body.putArray("items");
        List<Utterance> utterances = history.stream()
                .filter(turn -> turn.role() != Role.SYSTEM && !turn.text().isBlank())
                .toList();
        utterances
                .subList(Math.max(0, utterances.size() - MAX_ITEMS), utterances.size())
                .forEach(turn -> items.addObject()
                        .put("type", "message")
                        .put("role", turn.role() == Role.USER ? "user" : "assistant")
                        .put("content", PromptBuilder.text(turn)));
        String id = restClient.post("/conversations", body).path("id").asText("");
        if (id.isEmpty()) {
            throw new IllegalStateException("a conversation without id");
        }
        return id;
    }

    /// Adds the items to the conversation, and returns the model's response.
    ///
    /// @param parameters the parameters of the call
    OpenAiResponsesReply respond(String conversation, ResponseParameters parameters, ArrayNode items) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", settings.modelOrDefault()).put("instructions", parameters.instructions());
        if (settings.reasoningEffort() != null) {
            body.putObject("reasoning").put("effort", settings.reasoningEffort());
        }
        body.put("conversation", conversation);
        body.set("input", items);
        // OpenAI drops the oldest items where the conversation exceeds the model's context.
        body.put("truncation", "auto");
        body.put("max_output_tokens", parameters.tokens());
        if (parameters.offersTools()) {
            ArrayNode tools = body.putArray("tools");
            ToolSession.TOOLS.forEach(tool -> tools.add(tool(tool)));
            body.put("tool_choice", parameters.mayCall() ? "auto" : "none");
        }
        return OpenAiResponsesReply.read(restClient.post("/responses", body));
    }

    private static ObjectNode tool(ToolSpecification tool) {
        ObjectNode node = JSON.createObjectNode()
                .put("type", "function")
                .put("name", tool.name())
                .put("description", tool.description())
                .put("strict", false);
        node.set("parameters", JSON.valueToTree(JsonSchemaElementUtils.toMap(tool.parameters())));
        return node;
    }

    private static String data(@Nullable String type, @Nullable String base64) {
        return "data:" + type + ";base64," + base64;
    }
}
