package dev.recado.adapter.llm.chat;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.recado.adapter.llm.anthropic.AnthropicSettings;
import dev.recado.adapter.llm.gemini.GeminiSettings;
import dev.recado.adapter.llm.openai.OpenAiSettings;

/// Builds LangChain4j's chat models with its retries off.
public final class LangChainChatModels {

    private LangChainChatModels() {}

    public static ChatModel openAi(OpenAiSettings settings, int answerTokens, HttpClientBuilder http) {
        OpenAiChatModel.OpenAiChatModelBuilder model = OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.baseUrlOrDefault())
                .apiKey(settings.apiKey())
                .modelName(settings.modelOrDefault())
                .reasoningEffort(settings.reasoningEffort())
                .maxRetries(0);
        // OpenAI's reasoning models refuse `max_tokens` (its API reference: deprecated). It is the only name that
        // every compatible server knows.
        return settings.baseUrl() == null
                ? model.maxCompletionTokens(answerTokens).build()
                : model.maxTokens(answerTokens).build();
    }

    public static ChatModel gemini(GeminiSettings settings, int answerTokens, HttpClientBuilder http) {
        return GoogleAiGeminiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.baseUrlOrDefault())
                .apiKey(settings.apiKey())
                .modelName(settings.modelOrDefault())
                .maxOutputTokens(answerTokens)
                // Gemini 3 refuses a function call that is sent back without its thought signature (its guide to
                // thought signatures); LangChain4j keeps signatures only together with thoughts.
                .returnThinking(true)
                .sendThinking(true)
                .maxRetries(0)
                .build();
    }

    public static ChatModel anthropic(AnthropicSettings settings, int answerTokens, HttpClientBuilder http) {
        return AnthropicChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.baseUrlOrDefault())
                .apiKey(settings.apiKey())
                .modelName(settings.modelOrDefault())
                .maxTokens(answerTokens)
                .maxRetries(0)
                .build();
    }
}
