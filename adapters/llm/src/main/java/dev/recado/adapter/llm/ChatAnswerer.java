package dev.recado.adapter.llm;

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
import dev.recado.adapter.llm.TryOutcome.Broken;
import dev.recado.adapter.llm.TryOutcome.Declined;
import dev.recado.adapter.llm.TryOutcome.Got;
import dev.recado.adapter.llm.TryOutcome.Useless;
import dev.recado.domain.port.ResponseGenerator.Prompt;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A chat model of LangChain4j: it is given everything with each call, and may call tools in between.
///
/// @param chat the model with room for so many tokens; its retries are off
record ChatAnswerer(
        Provider provider,
        IntFunction<ChatModel> chat,
        AnswerRoom room,
        PromptAssembly assembly,
        ProviderLine line,
        Spending spending)
        implements Answerer {

    /// Calls to the model in one turn, each of which may ask for tools; in the last it has to write.
    static final int MOST_ROUNDS = 4;

    /// How often a prompt that is too long is halved.
    static final int MOST_HALVINGS = 3;

    /// One reply of the model.
    ///
    /// @param calls the tools it wants, none unless it may
    /// @param written those it wants by writing so, none unless it may
    private record Round(String text, List<ToolExecutionRequest> calls, List<WrittenCall> written, AiMessage message) {}

    /// The messages of one turn.
    private static final class Talk {
        final List<ChatMessage> messages;
        final ToolDesk desk;

        /// Words beside a call, for when no others come.
        @Nullable
        String beside;

        Talk(List<ChatMessage> messages, ToolDesk desk) {
            this.messages = messages;
            this.desk = desk;
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
    public TryOutcome<Words> answer(Prompt prompt, ToolDesk desk, Instant deadline, boolean alone)
            throws InterruptedException {
        List<Content> files = PromptFiles.parts(prompt.files(), provider.mostFileBytes());
        List<ChatMessage> messages = assembly.messages(prompt, files, line.today());
        TryOutcome<Words> outcome = converse(new Talk(messages, desk), deadline, alone);
        // A server whose model sees nothing refuses the whole request: better an answer to the words alone.
        List<Content> unseen = PromptFiles.unseen(prompt.files());
        if (!prompt.files().isEmpty() && (isBroken(outcome, Fault.REQUEST) || isBroken(outcome, Fault.TOO_LONG))) {
            outcome = converse(new Talk(assembly.messages(prompt, unseen, line.today()), desk), deadline, alone);
        }
        int tokens = PromptAssembly.tokens(messages);
        for (int i = 0; i < MOST_HALVINGS && isBroken(outcome, Fault.TOO_LONG); i++) {
            tokens /= 2;
            List<ChatMessage> shorter = assembly.within(tokens).messages(prompt, unseen, line.today());
            outcome = converse(new Talk(shorter, desk), deadline, alone);
        }
        return outcome;
    }

    private static boolean isBroken(TryOutcome<Words> outcome, Fault fault) {
        return outcome instanceof Broken<Words> broken && broken.fault() == fault;
    }

    private TryOutcome<Words> converse(Talk talk, Instant deadline, boolean alone) throws InterruptedException {
        for (int round = 1; ; round++) {
            boolean mayCall = talk.desk.takesMore() && round < MOST_ROUNDS;
            ChatRequest request = request(talk, mayCall);
            switch (line.ask(() -> once(request, talk, mayCall), deadline, alone)) {
                case Got<Round>(Round reply) -> {
                    if (reply.calls().isEmpty() && reply.written().isEmpty()) {
                        return words(reply.text());
                    }
                    talk.keep(reply.text());
                    serve(reply, talk);
                }
                case Declined<Round> declined -> {
                    return new Declined<>(declined.reason());
                }
                case Useless<Round> useless -> {
                    return talk.beside == null ? new Useless<>(useless.reason()) : words(talk.beside);
                }
                case Broken<Round> broken -> {
                    return talk.beside == null
                            ? new Broken<>(broken.reason(), broken.fault(), broken.retryAfter())
                            : words(talk.beside);
                }
            }
        }
    }

    private void serve(Round reply, Talk talk) {
        if (reply.calls().isEmpty()) {
            // The server knows of no call, so it takes no result of one.
            talk.messages.add(AiMessage.from(WrittenCall.told(reply.written())));
            talk.messages.add(UserMessage.from(WrittenCall.served(reply.written(), talk.desk)));
            return;
        }
        List<ToolExecutionRequest> calls = reply.calls();
        List<String> results = calls.stream()
                .map(call -> talk.desk.serve(call.name(), call.arguments()))
                .toList();
        if (provider == Provider.GEMINI && calls.size() > 1) {
            // Gemini wants the results of a turn's calls in one turn, and LangChain4j gives each its own (1.18.0,
            // PartsAndContentsMapper), which Gemini refuses: the first call speaks for all of them.
            AiMessage first = reply.message().toBuilder()
                    .toolExecutionRequests(calls.subList(0, 1))
                    .build();
            talk.messages.add(first);
            talk.messages.add(ToolExecutionResultMessage.from(
                    calls.getFirst(),
                    IntStream.range(0, calls.size())
                            .mapToObj(i -> calls.get(i).name() + ": " + results.get(i))
                            .collect(Collectors.joining("\n"))));
            return;
        }
        talk.messages.add(reply.message());
        for (int i = 0; i < calls.size(); i++) {
            talk.messages.add(ToolExecutionResultMessage.from(calls.get(i), results.get(i)));
        }
    }

    private static TryOutcome<Words> words(String text) {
        return new Got<>(new Words(text, null));
    }

    // Once tools were offered, they stay so to the end: Anthropic refuses a request with calls in its history and no
    // tools (Messages API, tool use).
    private static ChatRequest request(Talk talk, boolean mayCall) {
        ChatRequest.Builder request = ChatRequest.builder().messages(talk.messages);
        if (talk.desk.isOpen()) {
            request.toolSpecifications(ToolDesk.TOOLS).toolChoice(mayCall ? ToolChoice.AUTO : ToolChoice.NONE);
        }
        return request.build();
    }

    private TryOutcome<Round> once(ChatRequest request, Talk talk, boolean mayCall) {
        int tokens = room.tokens();
        ChatResponse response = chat.apply(tokens).chat(request);
        talk.desk.spent(spending.of(response.tokenUsage()));
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return new Declined<>("content_filter");
        }
        AiMessage message = response.aiMessage();
        ModelText said = ModelText.of(message.text());
        if (mayCall && message.hasToolExecutionRequests()) {
            return new Got<>(new Round(said.words(), message.toolExecutionRequests(), List.of(), message));
        }
        if (mayCall && !said.calls().isEmpty()) {
            return new Got<>(new Round(said.words(), List.of(), said.calls(), message));
        }
        boolean isCall = message.hasToolExecutionRequests() || said.hasCall();
        if (mayCall && (said.hasCall() || response.finishReason() == FinishReason.OTHER)) {
            talk.keep(said.words());
            return new Useless<>("a tool call that cannot be read");
        }
        boolean isCut = response.finishReason() == FinishReason.LENGTH;
        return said.answer(isCall, isCut, room, tokens, text -> new Round(text, List.of(), List.of(), message));
    }
}
