package dev.recado.adapter.llm.chat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Failed;
import dev.recado.adapter.llm.outcome.CallOutcome.Success;
import dev.recado.adapter.llm.outcome.CallOutcome.Unusable;
import dev.recado.adapter.llm.outcome.FailureKind;
import dev.recado.adapter.llm.prompt.PromptBuilder;
import dev.recado.adapter.llm.prompt.PromptFiles;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.provider.ProviderClient;
import dev.recado.adapter.llm.reply.AnswerTokenBudget;
import dev.recado.adapter.llm.reply.ModelReply;
import dev.recado.adapter.llm.tools.TextToolCall;
import dev.recado.adapter.llm.tools.ToolSession;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A chat model called through LangChain4j. Each call carries the whole prompt, and the model may call tools.
///
/// @param chat returns the model for a token limit; its retries are off
public record LangChainModel(
        Provider provider,
        IntFunction<ChatModel> chat,
        AnswerTokenBudget budget,
        PromptBuilder promptBuilder,
        ProviderClient client,
        UsageMeter usageMeter)
        implements LanguageModel {

    /// Calls to the model in one turn. Each may ask for tools except the last, which has to answer.
    public static final int MAX_ROUNDS = 4;

    /// How often a prompt that is too long is halved.
    static final int MAX_HALVINGS = 3;

    /// One reply of the model.
    ///
    /// @param calls the tool calls; empty when the model may not call
    /// @param written the tool calls written as text; empty when the model may not call
    private record ToolRound(
            String text, List<ToolExecutionRequest> calls, List<TextToolCall> written, AiMessage message) {}

    /// The messages of one turn.
    private static final class TurnMessages {
        final List<ChatMessage> messages;
        final ToolSession toolSession;

        /// Text beside a tool call, used when no other text follows.
        @Nullable
        String textBesideCall;

        TurnMessages(List<ChatMessage> messages, ToolSession toolSession) {
            this.messages = messages;
            this.toolSession = toolSession;
        }

        void keep(String text) {
            textBesideCall = text.isEmpty() ? textBesideCall : text;
        }
    }

    @Override
    public String model() {
        return client.model();
    }

    @Override
    public CallOutcome<ModelAnswer> answer(Prompt prompt, ToolSession toolSession, Instant deadline, boolean noFallback)
            throws InterruptedException {
        List<Content> files = PromptFiles.parts(prompt.files(), provider.maxFileBytes());
        List<ChatMessage> messages = promptBuilder.messages(prompt, files, client.today());
        CallOutcome<ModelAnswer> outcome = converse(new TurnMessages(messages, toolSession), deadline, noFallback);
        // A server whose model reads no files refuses the whole request, so the text is answered alone.
        List<Content> placeholders = PromptFiles.placeholders(prompt.files());
        if (!prompt.files().isEmpty()
                && (failedWith(outcome, FailureKind.REQUEST) || failedWith(outcome, FailureKind.TOO_LONG))) {
            outcome = converse(
                    new TurnMessages(promptBuilder.messages(prompt, placeholders, client.today()), toolSession),
                    deadline,
                    noFallback);
        }
        int tokens = PromptBuilder.tokens(messages);
        for (int i = 0; i < MAX_HALVINGS && failedWith(outcome, FailureKind.TOO_LONG); i++) {
            tokens /= 2;
            List<ChatMessage> shorter = promptBuilder.withTokens(tokens).messages(prompt, placeholders, client.today());
            outcome = converse(new TurnMessages(shorter, toolSession), deadline, noFallback);
        }
        return outcome;
    }

    private static boolean failedWith(CallOutcome<ModelAnswer> outcome, FailureKind failureKind) {
        return outcome instanceof Failed<ModelAnswer> failed && failed.failureKind() == failureKind;
    }

    private CallOutcome<ModelAnswer> converse(TurnMessages turnMessages, Instant deadline, boolean noFallback)
            throws InterruptedException {
        for (int round = 1; ; round++) {
            boolean mayCall = turnMessages.toolSession.acceptsCalls() && round < MAX_ROUNDS;
            ChatRequest request = request(turnMessages, mayCall);
            switch (client.ask(() -> once(request, turnMessages, mayCall), deadline, noFallback)) {
                case Success<ToolRound>(ToolRound reply) -> {
                    if (reply.calls().isEmpty() && reply.written().isEmpty()) {
                        return answered(reply.text());
                    }
                    turnMessages.keep(reply.text());
                    serve(reply, turnMessages);
                }
                case Declined<ToolRound> declined -> {
                    return new Declined<>(declined.reason());
                }
                case Unusable<ToolRound> unusable -> {
                    return turnMessages.textBesideCall == null
                            ? new Unusable<>(unusable.reason())
                            : answered(turnMessages.textBesideCall);
                }
                case Failed<ToolRound> failed -> {
                    return turnMessages.textBesideCall == null
                            ? new Failed<>(failed.reason(), failed.failureKind(), failed.retryAfter())
                            : answered(turnMessages.textBesideCall);
                }
            }
        }
    }

    private void serve(ToolRound reply, TurnMessages turnMessages) {
        if (reply.calls().isEmpty()) {
            // The server does not know this as a call, so it accepts no tool result for it.
            turnMessages.messages.add(AiMessage.from(TextToolCall.asText(reply.written())));
            turnMessages.messages.add(UserMessage.from(TextToolCall.serve(reply.written(), turnMessages.toolSession)));
            return;
        }
        List<ToolExecutionRequest> calls = reply.calls();
        List<String> results = calls.stream()
                .map(call -> turnMessages.toolSession.serve(call.name(), call.arguments()))
                .toList();
        if (provider == Provider.GEMINI && calls.size() > 1) {
            // Gemini wants the results of all calls of a turn in one turn. LangChain4j sends each in its own
            // (1.18.0, PartsAndContentsMapper), which Gemini refuses, so the first call carries all results.
            AiMessage first = reply.message().toBuilder()
                    .toolExecutionRequests(calls.subList(0, 1))
                    .build();
            turnMessages.messages.add(first);
            turnMessages.messages.add(ToolExecutionResultMessage.from(
                    calls.getFirst(),
                    IntStream.range(0, calls.size())
                            .mapToObj(i -> calls.get(i).name() + ": " + results.get(i))
                            .collect(Collectors.joining("\n"))));
            return;
        }
        turnMessages.messages.add(reply.message());
        for (int i = 0; i < calls.size(); i++) {
            turnMessages.messages.add(ToolExecutionResultMessage.from(calls.get(i), results.get(i)));
        }
    }

    private static CallOutcome<ModelAnswer> answered(String text) {
        return new Success<>(new ModelAnswer(text, null));
    }

    // Tools that were offered once stay in the request: Anthropic refuses a request with calls in its history and
    // no tools (Messages API, tool use).
    private static ChatRequest request(TurnMessages turnMessages, boolean mayCall) {
        ChatRequest.Builder request = ChatRequest.builder().messages(turnMessages.messages);
        if (turnMessages.toolSession.isOpen()) {
            request.toolSpecifications(ToolSession.TOOLS).toolChoice(mayCall ? ToolChoice.AUTO : ToolChoice.NONE);
        }
        return request.build();
    }

    private CallOutcome<ToolRound> once(ChatRequest request, TurnMessages turnMessages, boolean mayCall) {
        int tokens = budget.tokens();
        ChatResponse response = chat.apply(tokens).chat(request);
        turnMessages.toolSession.addUsage(usageMeter.of(response.tokenUsage()));
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return new Declined<>("content_filter");
        }
        AiMessage message = response.aiMessage();
        ModelReply reply = ModelReply.of(message.text());
        if (mayCall && message.hasToolExecutionRequests()) {
            return new Success<>(new ToolRound(reply.words(), message.toolExecutionRequests(), List.of(), message));
        }
        if (mayCall && !reply.calls().isEmpty()) {
            return new Success<>(new ToolRound(reply.words(), List.of(), reply.calls(), message));
        }
        boolean isCall = message.hasToolExecutionRequests() || reply.hasCall();
        if (mayCall && (reply.hasCall() || response.finishReason() == FinishReason.OTHER)) {
            turnMessages.keep(reply.words());
            return new Unusable<>("a tool call that cannot be read");
        }
        boolean isCut = response.finishReason() == FinishReason.LENGTH;
        return reply.answer(isCall, isCut, budget, tokens, text -> new ToolRound(text, List.of(), List.of(), message));
    }
}
