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
import org.jspecify.annotations.Nullable;

/// An assistant at OpenAI, which keeps the conversation, and the instructions too where a prompt is stored there:
/// one conversation there for each of ours, begun with our history, then given only what is new. What was answered
/// without it (curated answers, notices) it does not know of.
record HostedAnswerer(ProviderLine line, PromptAssembly assembly, Spending spending, HostedApi api)
        implements Answerer {

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
        return outcome instanceof Broken<Words> broken && broken.fault() == Fault.REQUEST;
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
            switch (line.ask(() -> once(thread, instructions, now, desk, mayCall), deadline, alone)) {
                case Got<HostedReply>(HostedReply reply) -> {
                    if (reply.calls().isEmpty()) {
                        return words(reply.text(), thread);
                    }
                    beside = reply.text().isEmpty() ? beside : reply.text();
                    items = HostedApi.items();
                    for (HostedReply.Call call : reply.calls()) {
                        HostedApi.addResult(items, call.id(), desk.serve(call.name(), call.arguments()));
                    }
                }
                case Declined<HostedReply> declined -> {
                    return new Declined<>(declined.reason());
                }
                case Useless<HostedReply> useless -> {
                    return beside == null ? new Useless<>(useless.reason()) : words(beside, thread);
                }
                case Broken<HostedReply> broken -> {
                    return beside == null
                            ? new Broken<>(broken.reason(), broken.fault(), broken.retryAfter())
                            : words(beside, thread);
                }
            }
        }
    }

    private TryOutcome<HostedReply> once(
            String thread, String instructions, ArrayNode items, ToolDesk desk, boolean mayCall) {
        HostedReply reply = api.respond(thread, instructions, items, desk.isOpen(), mayCall);
        desk.spent(spending.of(reply.tokensIn(), reply.tokensOut()));
        if (reply.refused()) {
            return new Declined<>("refusal");
        }
        if (!reply.calls().isEmpty() && !mayCall) {
            // The conversation now waits for a result that nobody will give: it is of no more use.
            return new Broken<>("a tool call in place of an answer", Fault.REQUEST, null);
        }
        return reply.text().isEmpty() && reply.calls().isEmpty() ? new Useless<>("blank answer") : new Got<>(reply);
    }

    private List<Content> parts(Prompt prompt, List<Content> files) {
        List<Content> parts = new ArrayList<>();
        String known = assembly.known(prompt);
        if (!known.isEmpty()) {
            parts.add(TextContent.from(known));
        }
        parts.addAll(files);
        parts.add(TextContent.from(PromptAssembly.now(prompt)));
        return parts;
    }

    private static TryOutcome<Words> words(String text, String thread) {
        return new Got<>(new Words(text, thread));
    }
}
