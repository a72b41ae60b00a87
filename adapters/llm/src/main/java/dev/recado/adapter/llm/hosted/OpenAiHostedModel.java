package dev.recado.adapter.llm.hosted;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.recado.adapter.llm.chat.LangChainModel;
import dev.recado.adapter.llm.chat.LanguageModel;
import dev.recado.adapter.llm.chat.UsageMeter;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An assistant at OpenAI, which keeps the conversation: one conversation there for each of ours, begun with our
/// history, then given only what is new, with our instructions each time. What was answered without it (curated
/// answers, notices) it does not know of.
public record OpenAiHostedModel(
        ProviderClient line,
        PromptBuilder promptBuilder,
        AnswerTokenBudget room,
        UsageMeter usageMeter,
        OpenAiResponsesApi api)
        implements LanguageModel {

    /// One reply.
    ///
    /// @param calls the tools it wants, none unless it may
    /// @param written those it wants by writing so, none unless it may
    private record Round(String text, List<OpenAiResponsesReply.Call> calls, List<TextToolCall> written) {}

    @Override
    public Provider provider() {
        return Provider.OPENAI_HOSTED;
    }

    @Override
    public String model() {
        return line.model();
    }

    @Override
    public CallOutcome<Words> answer(Prompt prompt, ToolSession toolSession, Instant deadline, boolean noFallback)
            throws InterruptedException {
        List<Content> files = PromptFiles.parts(prompt.files(), provider().maxFileBytes());
        @Nullable String thread = prompt.means().thread();
        if (thread != null) {
            CallOutcome<Words> outcome = converse(thread, prompt, files, toolSession, deadline, noFallback);
            // Gone (404), or stuck in a call whose result it never got since we were cut off (400).
            if (!isRefused(outcome)) {
                return outcome;
            }
        }
        CallOutcome<Words> outcome = inNewConversation(prompt, files, toolSession, deadline, noFallback);
        return isRefused(outcome)
                ? inNewConversation(prompt, PromptFiles.unseen(prompt.files()), toolSession, deadline, noFallback)
                : outcome;
    }

    private CallOutcome<Words> inNewConversation(
            Prompt prompt, List<Content> files, ToolSession toolSession, Instant deadline, boolean noFallback)
            throws InterruptedException {
        return switch (line.ask(() -> new Got<>(api.begin(prompt.history())), deadline, noFallback)) {
            case Got<String>(String made) -> converse(made, prompt, files, toolSession, deadline, noFallback);
            case Declined<String> declined -> new Declined<>(declined.reason());
            case Useless<String> useless -> new Useless<>(useless.reason());
            case Broken<String> broken -> new Broken<>(broken.reason(), broken.failureKind(), broken.retryAfter());
        };
    }

    private static boolean isRefused(CallOutcome<Words> outcome) {
        return outcome instanceof Broken<Words> broken
                && (broken.failureKind() == FailureKind.REQUEST || broken.failureKind() == FailureKind.TOO_LONG);
    }

    private CallOutcome<Words> converse(
            String thread,
            Prompt prompt,
            List<Content> files,
            ToolSession toolSession,
            Instant deadline,
            boolean noFallback)
            throws InterruptedException {
        ArrayNode items = OpenAiResponsesApi.message(parts(prompt, files));
        String instructions = promptBuilder.instructions(prompt, line.today());
        @Nullable String beside = null;
        for (int round = 1; ; round++) {
            boolean mayCall = toolSession.takesMore() && round < LangChainModel.MOST_ROUNDS;
            ArrayNode now = items;
            Supplier<OpenAiResponsesApi.Ask> ask =
                    () -> new OpenAiResponsesApi.Ask(instructions, room.tokens(), toolSession.isOpen(), mayCall);
            switch (line.ask(() -> once(thread, ask.get(), now, toolSession), deadline, noFallback)) {
                case Got<Round>(Round reply) -> {
                    if (reply.calls().isEmpty() && reply.written().isEmpty()) {
                        return words(reply.text(), thread);
                    }
                    beside = reply.text().isEmpty() ? beside : reply.text();
                    items = served(reply, toolSession);
                }
                case Declined<Round> declined -> {
                    return new Declined<>(declined.reason());
                }
                case Useless<Round> useless -> {
                    return beside == null ? new Useless<>(useless.reason()) : words(beside, thread);
                }
                case Broken<Round> broken -> {
                    return beside == null
                            ? new Broken<>(broken.reason(), broken.failureKind(), broken.retryAfter())
                            : words(beside, thread);
                }
            }
        }
    }

    private static ArrayNode served(Round reply, ToolSession toolSession) {
        if (reply.calls().isEmpty()) {
            return OpenAiResponsesApi.message(
                    List.of(TextContent.from(TextToolCall.served(reply.written(), toolSession))));
        }
        ArrayNode items = OpenAiResponsesApi.items();
        for (OpenAiResponsesReply.Call call : reply.calls()) {
            OpenAiResponsesApi.addResult(items, call.id(), toolSession.serve(call.name(), call.arguments()));
        }
        return items;
    }

    private CallOutcome<Round> once(
            String thread, OpenAiResponsesApi.Ask ask, ArrayNode items, ToolSession toolSession) {
        OpenAiResponsesReply reply = api.respond(thread, ask, items);
        toolSession.spent(usageMeter.of(reply.tokensIn(), reply.tokensOut()));
        if (reply.refused()) {
            return new Declined<>("refusal");
        }
        ModelReply said = reply.said();
        if (!reply.calls().isEmpty()) {
            // Where it may not call, the conversation now waits for a result that nobody will give: it is of no more
            // use.
            return ask.mayCall()
                    ? new Got<>(new Round(said.words(), reply.calls(), List.of()))
                    : new Broken<>("a tool call in place of an answer", FailureKind.REQUEST, null);
        }
        return ask.mayCall() && !said.calls().isEmpty()
                ? new Got<>(new Round(said.words(), List.of(), said.calls()))
                : said.answer(
                        said.hasCall(), reply.cut(), room, ask.tokens(), text -> new Round(text, List.of(), List.of()));
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

    private static CallOutcome<Words> words(String text, String thread) {
        return new Got<>(new Words(text, thread));
    }
}
