package dev.recado.adapter.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.recado.adapter.llm.TryOutcome.Broken;
import dev.recado.adapter.llm.TryOutcome.Declined;
import dev.recado.adapter.llm.TryOutcome.Got;
import dev.recado.adapter.llm.TryOutcome.Useless;
import dev.recado.domain.port.ResponseGenerator.Prompt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A chat model of LangChain4j: it is given everything with each call, and may call tools in between.
///
/// @param chat its retries are off
record ChatAnswerer(
        Provider provider, Supplier<ChatModel> chat, PromptAssembly assembly, ProviderLine line, Spending spending)
        implements Answerer {

    /// Calls to the model in one turn, each of which may ask for tools; in the last it has to write.
    static final int MOST_ROUNDS = 4;

    /// One reply of the model.
    ///
    /// @param calls the tools it wants, none unless it may
    private record Round(String text, List<ToolExecutionRequest> calls, AiMessage message) {}

    @Override
    public String model() {
        return line.model();
    }

    @Override
    public TryOutcome<Words> answer(Prompt prompt, ToolDesk desk, Instant deadline, boolean alone)
            throws InterruptedException {
        List<Content> files = PromptFiles.parts(prompt.files(), provider.mostFileBytes());
        TryOutcome<Words> outcome = converse(messages(prompt, files), desk, deadline, alone);
        // A server whose model sees nothing refuses the whole request: better an answer to the words alone.
        return !prompt.files().isEmpty() && outcome instanceof Broken<Words> broken && broken.fault() == Fault.REQUEST
                ? converse(messages(prompt, PromptFiles.unseen(prompt.files())), desk, deadline, alone)
                : outcome;
    }

    private List<ChatMessage> messages(Prompt prompt, List<Content> files) {
        return new ArrayList<>(assembly.messages(prompt, files, line.today()));
    }

    private TryOutcome<Words> converse(List<ChatMessage> messages, ToolDesk desk, Instant deadline, boolean alone)
            throws InterruptedException {
        @Nullable String beside = null;
        for (int round = 1; ; round++) {
            boolean mayCall = desk.takesMore() && round < MOST_ROUNDS;
            ChatRequest request = request(messages, desk, mayCall);
            switch (line.ask(() -> once(request, desk, mayCall), deadline, alone)) {
                case Got<Round>(Round reply) -> {
                    if (reply.calls().isEmpty()) {
                        return words(reply.text());
                    }
                    beside = reply.text().isEmpty() ? beside : reply.text();
                    serve(reply, messages, desk);
                }
                case Declined<Round> declined -> {
                    return new Declined<>(declined.reason());
                }
                case Useless<Round> useless -> {
                    return beside == null ? new Useless<>(useless.reason()) : words(beside);
                }
                case Broken<Round> broken -> {
                    return beside == null
                            ? new Broken<>(broken.reason(), broken.fault(), broken.retryAfter())
                            : words(beside);
                }
            }
        }
    }

    private void serve(Round reply, List<ChatMessage> messages, ToolDesk desk) {
        List<ToolExecutionRequest> calls = reply.calls();
        List<String> results = calls.stream()
                .map(call -> desk.serve(call.name(), call.arguments()))
                .toList();
        if (provider == Provider.GEMINI && calls.size() > 1) {
            // Gemini wants the results of a turn's calls in one turn, and LangChain4j gives each its own (1.18.0,
            // PartsAndContentsMapper), which Gemini refuses: the first call speaks for all of them.
            AiMessage first = reply.message().toBuilder()
                    .toolExecutionRequests(calls.subList(0, 1))
                    .build();
            messages.add(first);
            messages.add(ToolExecutionResultMessage.from(
                    calls.getFirst(),
                    IntStream.range(0, calls.size())
                            .mapToObj(i -> calls.get(i).name() + ": " + results.get(i))
                            .collect(Collectors.joining("\n"))));
            return;
        }
        messages.add(reply.message());
        for (int i = 0; i < calls.size(); i++) {
            messages.add(ToolExecutionResultMessage.from(calls.get(i), results.get(i)));
        }
    }

    private static TryOutcome<Words> words(String text) {
        return new Got<>(new Words(text, null));
    }

    // Once tools were offered, they stay so to the end: Anthropic refuses a request with calls in its history and no
    // tools (Messages API, tool use).
    private static ChatRequest request(List<ChatMessage> messages, ToolDesk desk, boolean mayCall) {
        ChatRequest.Builder request = ChatRequest.builder().messages(messages);
        if (desk.isOpen()) {
            request.toolSpecifications(ToolDesk.TOOLS).toolChoice(mayCall ? ToolChoice.AUTO : ToolChoice.NONE);
        }
        return request.build();
    }

    private TryOutcome<Round> once(ChatRequest request, ToolDesk desk, boolean mayCall) {
        ChatResponse response = chat.get().chat(request);
        desk.spent(spending.of(response.tokenUsage()));
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return new Declined<>("content_filter");
        }
        AiMessage message = response.aiMessage();
        @Nullable String content = message.text();
        String text = content == null ? "" : AnswerText.of(content);
        List<ToolExecutionRequest> calls = mayCall ? message.toolExecutionRequests() : List.of();
        if (!text.isEmpty() || !calls.isEmpty()) {
            return new Got<>(new Round(text, calls, message));
        }
        return new Useless<>(message.hasToolExecutionRequests() ? "a tool call in place of an answer" : "blank answer");
    }
}
