package dev.recado.adapter.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.recado.adapter.llm.TryOutcome.Broken;
import dev.recado.adapter.llm.TryOutcome.Declined;
import dev.recado.adapter.llm.TryOutcome.Got;
import dev.recado.adapter.llm.TryOutcome.Useless;
import dev.recado.domain.port.ResponseGenerator.Prompt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An assistant at OpenAI, which keeps the conversation: one conversation there for each of ours, begun with our
/// history, then given only what is new, with our instructions each time. What was answered without it (curated
/// answers, notices) it does not know of.
record HostedAnswerer(ProviderLine line, PromptAssembly assembly, AnswerRoom room, Spending spending, HostedApi api)
        implements Answerer {

    /// One reply.
    ///
    /// @param calls the tools it wants, none unless it may
    /// @param written those it wants by writing so, none unless it may
    private record Round(String text, List<HostedReply.Call> calls, List<WrittenCall> written) {}

    @Override
    public Provider provider() {
        return Provider.OPENAI_HOSTED;
    }

    @Override
    public String model() {
        return line.model();
    }

    @Override
    public TryOutcome<Words> answer(Prompt prompt, ToolDesk desk, Instant deadline, boolean alone)
            throws InterruptedException {
        List<Content> files = PromptFiles.parts(prompt.files(), provider().mostFileBytes());
        @Nullable String thread = prompt.means().thread();
        if (thread != null) {
            TryOutcome<Words> outcome = converse(thread, prompt, files, desk, deadline, alone);
            // Gone (404), or stuck in a call whose result it never got since we were cut off (400).
            if (!isRefused(outcome)) {
                return outcome;
            }
        }
        TryOutcome<Words> outcome = anew(prompt, files, desk, deadline, alone);
        return isRefused(outcome) ? anew(prompt, PromptFiles.unseen(prompt.files()), desk, deadline, alone) : outcome;
    }

    private TryOutcome<Words> anew(Prompt prompt, List<Content> files, ToolDesk desk, Instant deadline, boolean alone)
            throws InterruptedException {
        return switch (line.ask(() -> new Got<>(api.begin(prompt.history())), deadline, alone)) {
            case Got<String>(String made) -> converse(made, prompt, files, desk, deadline, alone);
            case Declined<String> declined -> new Declined<>(declined.reason());
            case Useless<String> useless -> new Useless<>(useless.reason());
            case Broken<String> broken -> new Broken<>(broken.reason(), broken.fault(), broken.retryAfter());
        };
    }

    private static boolean isRefused(TryOutcome<Words> outcome) {
        return outcome instanceof Broken<Words> broken
                && (broken.fault() == Fault.REQUEST || broken.fault() == Fault.TOO_LONG);
    }

    private TryOutcome<Words> converse(
            String thread, Prompt prompt, List<Content> files, ToolDesk desk, Instant deadline, boolean alone)
            throws InterruptedException {
        ArrayNode items = HostedApi.message(parts(prompt, files));
        String instructions = assembly.instructions(prompt, line.today());
        @Nullable String beside = null;
        for (int round = 1; ; round++) {
            boolean mayCall = desk.takesMore() && round < ChatAnswerer.MOST_ROUNDS;
            ArrayNode now = items;
            Supplier<HostedApi.Ask> ask = () -> new HostedApi.Ask(instructions, room.tokens(), desk.isOpen(), mayCall);
            switch (line.ask(() -> once(thread, ask.get(), now, desk), deadline, alone)) {
                case Got<Round>(Round reply) -> {
                    if (reply.calls().isEmpty() && reply.written().isEmpty()) {
                        return words(reply.text(), thread);
                    }
                    beside = reply.text().isEmpty() ? beside : reply.text();
                    items = served(reply, desk);
                }
                case Declined<Round> declined -> {
                    return new Declined<>(declined.reason());
                }
                case Useless<Round> useless -> {
                    return beside == null ? new Useless<>(useless.reason()) : words(beside, thread);
                }
                case Broken<Round> broken -> {
                    return beside == null
                            ? new Broken<>(broken.reason(), broken.fault(), broken.retryAfter())
                            : words(beside, thread);
                }
            }
        }
    }

    private static ArrayNode served(Round reply, ToolDesk desk) {
        if (reply.calls().isEmpty()) {
            return HostedApi.message(List.of(TextContent.from(WrittenCall.served(reply.written(), desk))));
        }
        ArrayNode items = HostedApi.items();
        for (HostedReply.Call call : reply.calls()) {
            HostedApi.addResult(items, call.id(), desk.serve(call.name(), call.arguments()));
        }
        return items;
    }

    private TryOutcome<Round> once(String thread, HostedApi.Ask ask, ArrayNode items, ToolDesk desk) {
        HostedReply reply = api.respond(thread, ask, items);
        desk.spent(spending.of(reply.tokensIn(), reply.tokensOut()));
        if (reply.refused()) {
            return new Declined<>("refusal");
        }
        ModelText said = reply.said();
        if (!reply.calls().isEmpty()) {
            // Where it may not call, the conversation now waits for a result that nobody will give: it is of no more
            // use.
            return ask.mayCall()
                    ? new Got<>(new Round(said.words(), reply.calls(), List.of()))
                    : new Broken<>("a tool call in place of an answer", Fault.REQUEST, null);
        }
        return ask.mayCall() && !said.calls().isEmpty()
                ? new Got<>(new Round(said.words(), List.of(), said.calls()))
                : said.answer(
                        said.hasCall(), reply.cut(), room, ask.tokens(), text -> new Round(text, List.of(), List.of()));
    }

    private List<Content> parts(Prompt prompt, List<Content> files) {
        List<Content> parts = new ArrayList<>();
        String known = assembly.known(prompt);
        if (!known.isEmpty()) {
            parts.add(TextContent.from(known));
        }
        parts.addAll(files);
        parts.add(TextContent.from(assembly.now(prompt)));
        return parts;
    }

    private static TryOutcome<Words> words(String text, String thread) {
        return new Got<>(new Words(text, thread));
    }
}
