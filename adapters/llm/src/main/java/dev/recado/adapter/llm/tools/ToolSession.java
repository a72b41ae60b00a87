package dev.recado.adapter.llm.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.recado.adapter.llm.prompt.PromptData;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.ModelAction;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.conversation.Lead;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.message.Role;
import dev.recado.domain.message.Usage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Executes a model's tool calls in one turn, over all tries at all providers: checks them, returns results to
/// the model, and collects actions, passages and usage. Not thread-safe.
public final class ToolSession {

    static final String LEAVE_LEAD = "leave_lead";
    static final String ASK_FOR_HUMAN = "ask_for_human";
    static final String SEARCH_DOCUMENTS = "search_documents";

    static final int MAX_SEARCHES = 3;

    /// A turn with more calls is not a conversation any more.
    private static final int MAX_CALLS = 12;

    public static final List<ToolSpecification> TOOLS = List.of(
            ToolSpecification.builder()
                    .name(LEAVE_LEAD)
                    .description(
                            "Notes down how the business can reach the user, when the user asks to be contacted and"
                                    + " has written an e-mail address or a phone number. Only what the user wrote themselves.")
                    .parameters(JsonObjectSchema.builder()
                            .addStringProperty("name", "the user's name, as they wrote it")
                            .addStringProperty("email", "the e-mail address, as they wrote it")
                            .addStringProperty("phone", "the phone number, as they wrote it")
                            .build())
                    .build(),
            ToolSpecification.builder()
                    .name(ASK_FOR_HUMAN)
                    .description("Hands the conversation to a person, when the user asks for one or needs one.")
                    .parameters(JsonObjectSchema.builder()
                            .addStringProperty("reason", "what the user needs, in one line")
                            .required("reason")
                            .build())
                    .build(),
            ToolSpecification.builder()
                    .name(SEARCH_DOCUMENTS)
                    .description("Searches the business's documents, when the passages given do not hold the answer.")
                    .parameters(JsonObjectSchema.builder()
                            .addStringProperty("query", "the question, in the documents' language")
                            .required("query")
                            .build())
                    .build());

    private final Prompt prompt;
    private final PromptData data;
    private final Set<ModelAction> actions = new LinkedHashSet<>();
    private final Set<Passage> found = new LinkedHashSet<>();
    private Usage usage = Usage.NONE;
    private int searches;
    private int calls;
    private int malformed;

    public ToolSession(Prompt prompt, PromptData data) {
        this.prompt = prompt;
        this.data = data;
    }

    /// Whether tools are offered.
    public boolean isOpen() {
        return prompt.options().tools();
    }

    /// Whether another call is accepted: a model that calls wrongly again and again, or without end, has to
    /// write.
    public boolean acceptsCalls() {
        return isOpen() && malformed < 2 && calls < MAX_CALLS;
    }

    /// Executes the call if it is valid.
    ///
    /// @return the result for the model
    public String serve(String tool, @Nullable String arguments) {
        if (!acceptsCalls()) {
            return "error: no further calls; answer the user now";
        }
        calls++;
        return switch (tool) {
            case LEAVE_LEAD -> {
                ToolArguments given = read(arguments, "name", "email", "phone");
                yield given == null ? invalidCall() : leaveLead(given);
            }
            case ASK_FOR_HUMAN -> {
                ToolArguments given = read(arguments, "reason");
                yield given == null ? invalidCall() : askForHuman(given.text("reason"));
            }
            case SEARCH_DOCUMENTS -> {
                ToolArguments given = read(arguments, "query");
                yield given == null ? invalidCall() : search(given.text("query"));
            }
            default -> invalidCall();
        };
    }

    public void addUsage(Usage more) {
        usage = usage.and(more);
    }

    public List<ModelAction> actions() {
        return List.copyOf(actions);
    }

    public List<Passage> found() {
        return List.copyOf(found);
    }

    public Usage usage() {
        return usage;
    }

    private static @Nullable ToolArguments read(@Nullable String arguments, String... names) {
        try {
            return ToolArguments.read(arguments, Set.of(names));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private String invalidCall() {
        malformed++;
        return "error: there is no such tool, or its arguments are not of its schema";
    }

    private String leaveLead(ToolArguments given) {
        Lead lead;
        try {
            lead = Lead.of(given.text("name"), given.text("email"), given.text("phone"));
        } catch (IllegalArgumentException e) {
            return "error: " + e.getMessage();
        }
        if (!lead.isSaidIn(userWords())) {
            return "error: the user did not write that; ask them for it";
        }
        actions.add(new ModelAction.RecordLead(lead));
        return "ok: noted; tell the user";
    }

    private String askForHuman(@Nullable String reason) {
        boolean asked = actions.stream().anyMatch(ModelAction.RequestHandoff.class::isInstance);
        if (!asked) {
            actions.add(new ModelAction.RequestHandoff(reason == null ? "" : reason));
        }
        return "ok: the request is noted; tell the user this and no more than this, in their language: "
                + prompt.options().handoffWords();
    }

    private String search(@Nullable String query) {
        if (query == null || query.isBlank()) {
            return invalidCall();
        }
        if (++searches > MAX_SEARCHES) {
            return "error: no further searches; answer with what you have";
        }
        List<Passage> passages = prompt.options().lookUp().apply(query.strip());
        found.addAll(passages);
        return data.of(passages);
    }

    private List<String> userWords() {
        return Stream.concat(
                        prompt.history().stream()
                                .filter(turn -> turn.role() == Role.USER)
                                .map(Utterance::text),
                        Stream.of(prompt.message()))
                .toList();
    }
}
