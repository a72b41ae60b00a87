package dev.recado.adapter.llm.hosted;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.recado.adapter.llm.chat.LangChainModel;
import dev.recado.adapter.llm.chat.LanguageModel;
import dev.recado.adapter.llm.chat.UsageMeter;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A model at OpenAI that keeps the conversation there. Each conversation has one at OpenAI, created with the
/// history and then sent only new messages, with the instructions each time. It does not see what was answered
/// without it (curated answers, notices).
public record OpenAiHostedModel(
        ProviderClient client,
        PromptBuilder promptBuilder,
        AnswerTokenBudget budget,
        UsageMeter usageMeter,
        OpenAiResponsesApi api)
        implements LanguageModel {

    /// One reply.
    ///
    /// @param calls the tool calls; empty when the model may not call
    /// @param written the tool calls written as text; empty when the model may not call
    private record ToolRound(String text, List<OpenAiResponsesReply.Call> calls, List<TextToolCall> written) {}

    @Override
    public Provider provider() {
        return Provider.OPENAI_HOSTED;
    }

    @Override
    public String model() {
        return client.model();
    }

    @Override
    public CallOutcome<ModelAnswer> answer(Prompt prompt, ToolSession toolSession, Instant deadline, boolean noFallback)
            throws InterruptedException {
        List<Content> files = PromptFiles.parts(prompt.files(), provider().maxFileBytes());
        @Nullable String thread = prompt.options().thread();
        if (thread != null) {
            CallOutcome<ModelAnswer> outcome = converse(thread, prompt, files, toolSession, deadline, noFallback);
            // The conversation is gone (404), or waits for a tool result that was never sent because a call was
            // interrupted (400).
            if (!isRefused(outcome)) {
                return outcome;
            }
        }
        CallOutcome<ModelAnswer> outcome = inNewConversation(prompt, files, toolSession, deadline, noFallback);
        return isRefused(outcome)
                ? inNewConversation(prompt, PromptFiles.placeholders(prompt.files()), toolSession, deadline, noFallback)
                : outcome;
    }

    private CallOutcome<ModelAnswer> inNewConversation(
            Prompt prompt, List<Content> files, ToolSession toolSession, Instant deadline, boolean noFallback)
            throws InterruptedException {
        return switch (client.ask(
                () -> new Success<>(api.createConversation(prompt.history())), deadline, noFallback)) {
            case Success<String>(String created) -> converse(created, prompt, files, toolSession, deadline, noFallback);
            case Declined<String> declined -> new Declined<>(declined.reason());
            case Unusable<String> unusable -> new Unusable<>(unusable.reason());
            case Failed<String> failed -> new Failed<>(failed.reason(), failed.failureKind(), failed.retryAfter());
        };
    }

    private static boolean isRefused(CallOutcome<ModelAnswer> outcome) {
        return outcome instanceof Failed<ModelAnswer> failed
                && (failed.failureKind() == FailureKind.REQUEST || failed.failureKind() == FailureKind.TOO_LONG);
    }

    private CallOutcome<ModelAnswer> converse(
            String thread,
            Prompt prompt,
            List<Content> files,
            ToolSession toolSession,
            Instant deadline,
            boolean noFallback)
            throws InterruptedException {
        ArrayNode items = OpenAiResponsesApi.message(parts(prompt, files));
        String instructions = promptBuilder.instructions(prompt, client.today());
        @Nullable String textBesideCall = null;
        for (int round = 1; ; round++) {
            boolean mayCall = toolSession.acceptsCalls() && round < LangChainModel.MAX_ROUNDS;
            ArrayNode now = items;
            Supplier<OpenAiResponsesApi.ResponseParameters> ask = () -> new OpenAiResponsesApi.ResponseParameters(
                    instructions, budget.tokens(), toolSession.isOpen(), mayCall);
            switch (client.ask(() -> once(thread, ask.get(), now, toolSession), deadline, noFallback)) {
                case Success<ToolRound>(ToolRound reply) -> {
                    if (reply.calls().isEmpty() && reply.written().isEmpty()) {
                        return answered(reply.text(), thread);
                    }
                    textBesideCall = reply.text().isEmpty() ? textBesideCall : reply.text();
                    items = toolResults(reply, toolSession);
                }
                case Declined<ToolRound> declined -> {
                    return new Declined<>(declined.reason());
                }
                case Unusable<ToolRound> unusable -> {
                    return textBesideCall == null
                            ? new Unusable<>(unusable.reason())
                            : answered(textBesideCall, thread);
                }
                case Failed<ToolRound> failed -> {
                    return textBesideCall == null
                            ? new Failed<>(failed.reason(), failed.failureKind(), failed.retryAfter())
                            : answered(textBesideCall, thread);
                }
            }
        }
    }

    private static ArrayNode toolResults(ToolRound reply, ToolSession toolSession) {
        if (reply.calls().isEmpty()) {
            return OpenAiResponsesApi.message(
                    List.of(TextContent.from(TextToolCall.serve(reply.written(), toolSession))));
        }
        ArrayNode items = OpenAiResponsesApi.items();
        for (OpenAiResponsesReply.Call call : reply.calls()) {
            OpenAiResponsesApi.addResult(items, call.id(), toolSession.serve(call.name(), call.arguments()));
        }
        return items;
    }

    private CallOutcome<ToolRound> once(
            String thread, OpenAiResponsesApi.ResponseParameters parameters, ArrayNode items, ToolSession toolSession) {
        OpenAiResponsesReply reply = api.respond(thread, parameters, items);
        toolSession.addUsage(usageMeter.of(reply.tokensIn(), reply.tokensOut()));
        if (reply.refused()) {
            return new Declined<>("refusal");
        }
        ModelReply content = reply.content();
        if (!reply.calls().isEmpty()) {
            // Where the model may not call, the conversation now waits for a result that never comes, so it
            // cannot be used again.
            return parameters.mayCall()
                    ? new Success<>(new ToolRound(content.words(), reply.calls(), List.of()))
                    : new Failed<>("a tool call in place of an answer", FailureKind.REQUEST, null);
        }
        return parameters.mayCall() && !content.calls().isEmpty()
                ? new Success<>(new ToolRound(content.words(), List.of(), content.calls()))
                : content.answer(
                        content.hasCall(),
                        reply.cut(),
                        budget,
                        parameters.tokens(),
                        text -> new ToolRound(text, List.of(), List.of()));
    }

    private List<Content> parts(Prompt prompt, List<Content> files) {
        List<Content> parts = new ArrayList<>();
        String known = promptBuilder.known(prompt);
        if (!known.isEmpty()) {
            parts.add(TextContent.from(known));
        }
        parts.addAll(files);
        parts.add(TextContent.from(promptBuilder.now(prompt)));
        return parts;
    }

    private static CallOutcome<ModelAnswer> answered(String text, String thread) {
        return new Success<>(new ModelAnswer(text, thread));
    }
}
