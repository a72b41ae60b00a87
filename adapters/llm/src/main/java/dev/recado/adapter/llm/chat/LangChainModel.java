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
import dev.recado.adapter.llm.outcome.CallOutcome.Broken;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Got;
import dev.recado.adapter.llm.outcome.CallOutcome.Useless;
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

/// A chat model of LangChain4j: it is given everything with each call, and may call tools in between.
///
/// @param chat the model with room for so many tokens; its retries are off
public record LangChainModel(
        Provider provider,
        IntFunction<ChatModel> chat,
        AnswerTokenBudget room,
        PromptBuilder promptBuilder,
        ProviderClient line,
        UsageMeter usageMeter)
        implements LanguageModel {

    /// Calls to the model in one turn, each of which may ask for tools; in the last it has to write.
    public static final int MOST_ROUNDS = 4;

    /// How often a prompt that is too long is halved.
    static final int MOST_HALVINGS = 3;

    /// One reply of the model.
    ///
    /// @param calls the tools it wants, none unless it may
    /// @param written those it wants by writing so, none unless it may
    private record Round(
            String text, List<ToolExecutionRequest> calls, List<TextToolCall> written, AiMessage message) {}

    /// The messages of one turn.
    private static final class Talk {
        final List<ChatMessage> messages;
        final ToolSession toolSession;

        /// Words beside a call, for when no others come.
        @Nullable
        String beside;

        Talk(List<ChatMessage> messages, ToolSession toolSession) {
            this.messages = messages;
            this.toolSession = toolSession;
        }

        void keep(String text) {
            beside = text.isEmpty() ? beside : text;
        }
    }

    @Override
    public String model() {
        return line.model();
    }

    @Override
    public CallOutcome<Words> answer(Prompt prompt, ToolSession toolSession, Instant deadline, boolean noFallback)
            throws InterruptedException {
        List<Content> files = PromptFiles.parts(prompt.files(), provider.maxFileBytes());
        List<ChatMessage> messages = promptBuilder.messages(prompt, files, line.today());
        CallOutcome<Words> outcome = converse(new Talk(messages, toolSession), deadline, noFallback);
        // A server whose model sees nothing refuses the whole request: better an answer to the words alone.
        List<Content> unseen = PromptFiles.unseen(prompt.files());
        if (!prompt.files().isEmpty()
                && (isBroken(outcome, FailureKind.REQUEST) || isBroken(outcome, FailureKind.TOO_LONG))) {
            outcome = converse(
                    new Talk(promptBuilder.messages(prompt, unseen, line.today()), toolSession), deadline, noFallback);
        }
        int tokens = PromptBuilder.tokens(messages);
        for (int i = 0; i < MOST_HALVINGS && isBroken(outcome, FailureKind.TOO_LONG); i++) {
            tokens /= 2;
            List<ChatMessage> shorter = promptBuilder.within(tokens).messages(prompt, unseen, line.today());
            outcome = converse(new Talk(shorter, toolSession), deadline, noFallback);
        }
        return outcome;
    }

    private static boolean isBroken(CallOutcome<Words> outcome, FailureKind failureKind) {
        return outcome instanceof Broken<Words> broken && broken.failureKind() == failureKind;
    }

    private CallOutcome<Words> converse(Talk turnMessages, Instant deadline, boolean noFallback)
            throws InterruptedException {
        for (int round = 1; ; round++) {
            boolean mayCall = turnMessages.toolSession.takesMore() && round < MOST_ROUNDS;
            ChatRequest request = request(turnMessages, mayCall);
            switch (line.ask(() -> once(request, turnMessages, mayCall), deadline, noFallback)) {
                case Got<Round>(Round reply) -> {
                    if (reply.calls().isEmpty() && reply.written().isEmpty()) {
                        return words(reply.text());
                    }
                    turnMessages.keep(reply.text());
                    serve(reply, turnMessages);
                }
                case Declined<Round> declined -> {
                    return new Declined<>(declined.reason());
                }
                case Useless<Round> useless -> {
                    return turnMessages.beside == null ? new Useless<>(useless.reason()) : words(turnMessages.beside);
                }
                case Broken<Round> broken -> {
                    return turnMessages.beside == null
                            ? new Broken<>(broken.reason(), broken.failureKind(), broken.retryAfter())
                            : words(turnMessages.beside);
                }
            }
        }
    }

    private void serve(Round reply, Talk turnMessages) {
        if (reply.calls().isEmpty()) {
            // The server knows of no call, so it takes no result of one.
            turnMessages.messages.add(AiMessage.from(TextToolCall.told(reply.written())));
            turnMessages.messages.add(UserMessage.from(TextToolCall.served(reply.written(), turnMessages.toolSession)));
            return;
        }
        List<ToolExecutionRequest> calls = reply.calls();
        List<String> results = calls.stream()
                .map(call -> turnMessages.toolSession.serve(call.name(), call.arguments()))
                .toList();
        if (provider == Provider.GEMINI && calls.size() > 1) {
            // Gemini wants the results of a turn's calls in one turn, and LangChain4j gives each its own (1.18.0,
            // PartsAndContentsMapper), which Gemini refuses: the first call speaks for all of them.
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

    private static CallOutcome<Words> words(String text) {
        return new Got<>(new Words(text, null));
    }

    // Once tools were offered, they stay so to the end: Anthropic refuses a request with calls in its history and no
    // tools (Messages API, tool use).
    private static ChatRequest request(Talk turnMessages, boolean mayCall) {
        ChatRequest.Builder request = ChatRequest.builder().messages(turnMessages.messages);
        if (turnMessages.toolSession.isOpen()) {
            request.toolSpecifications(ToolSession.TOOLS).toolChoice(mayCall ? ToolChoice.AUTO : ToolChoice.NONE);
        }
        return request.build();
    }

    private CallOutcome<Round> once(ChatRequest request, Talk turnMessages, boolean mayCall) {
        int tokens = room.tokens();
        ChatResponse response = chat.apply(tokens).chat(request);
        turnMessages.toolSession.spent(usageMeter.of(response.tokenUsage()));
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return new Declined<>("content_filter");
        }
        AiMessage message = response.aiMessage();
        ModelReply said = ModelReply.of(message.text());
        if (mayCall && message.hasToolExecutionRequests()) {
            return new Got<>(new Round(said.words(), message.toolExecutionRequests(), List.of(), message));
        }
        if (mayCall && !said.calls().isEmpty()) {
            return new Got<>(new Round(said.words(), List.of(), said.calls(), message));
        }
        boolean isCall = message.hasToolExecutionRequests() || said.hasCall();
        if (mayCall && (said.hasCall() || response.finishReason() == FinishReason.OTHER)) {
            turnMessages.keep(said.words());
            return new Useless<>("a tool call that cannot be read");
        }
        boolean isCut = response.finishReason() == FinishReason.LENGTH;
        return said.answer(isCall, isCut, room, tokens, text -> new Round(text, List.of(), List.of(), message));
    }
}
