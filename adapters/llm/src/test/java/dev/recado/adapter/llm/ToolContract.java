package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.TestGenerators.NOW;
import static dev.recado.adapter.llm.TestGenerators.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.adapter.llm.chat.LangChainModel;
import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.adapter.simulator.model.ModelScript.ToolCall;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.ModelAction;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.conversation.Lead;
import dev.recado.domain.message.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of tool calls that every provider fulfils.
abstract class ToolContract extends ModelContract {

    private static final Passage PRICES = new Passage("Masaje: 60 €.", "prices.md", "", 0.8);

    private static Prompt may(String message) {
        return prompt(message, tools(List.of(PRICES), null), List.of(), NOW.plusSeconds(60));
    }

    private String lastResult() {
        return asked().getLast().messages().reversed().stream()
                .filter(message -> message.role().equals("tool"))
                .map(ModelRequest.Message::content)
                .findFirst()
                .orElse("");
    }

    @Test
    void aLeadThatTheUserWroteIsRecorded() {
        standIn.next(1, new ToolCall("leave_lead", """
                        {"name": "Ana Pérez", "email": "Ana@Example.com", "phone": null}""")).answerWith(new ModelScript.Canned("Te llamamos."));
        Generation.Answer answer = answer(ask(prompt(
                "mi correo es ana@example.com",
                tools(List.of(), null),
                List.of(),
                NOW.plusSeconds(60),
                turn(Role.USER, "Soy Ana Pérez"),
                turn(Role.ASSISTANT, "¿Tu correo?"))));

        assertThat(answer.text()).isEqualTo("Te llamamos.");
        assertThat(answer.actions())
                .containsExactly(new ModelAction.RecordLead(Lead.of("Ana Pérez", "ana@example.com", null)));
        assertThat(lastResult()).startsWith("ok");
        assertThat(asked().getFirst().tools()).containsExactly("leave_lead", "ask_for_human", "search_documents");
    }

    @Test
    void aLeadThatTheUserDidNotWriteIsRejected() {
        standIn.next(1, new ToolCall("leave_lead", """
                        {"name": "Eva", "email": "eva@example.com"}""")).answerWith(new ModelScript.Canned("¿Me das tu correo?"));
        Generation.Answer answer = answer(ask(may("Llámame")));
        assertThat(answer.actions()).isEmpty();
        assertThat(lastResult()).contains("the user did not write that");
    }

    @Test
    void anInvalidLeadIsReportedToTheModel() {
        standIn.next(1, new ToolCall("leave_lead", "{\"phone\": \"12\"}"))
                .answerWith(new ModelScript.Canned("¿Cuál es tu número?"));
        assertThat(answer(ask(may("Soy el 12"))).actions()).isEmpty();
        assertThat(lastResult()).contains("7 to 15 digits");
    }

    @Test
    void severalToolCallsAtOnceAreExecutedAndEachActionCountsOnce() {
        ToolCall human = new ToolCall("ask_for_human", "{\"reason\": \"quiere hablar con alguien\"}");
        ToolCall again = new ToolCall("ask_for_human", "{\"reason\": \"otra vez\"}");
        standIn.next(
                        1,
                        new ModelScript.ToolCalls(
                                List.of(human, again, new ToolCall("search_documents", "{\"query\": \"masaje\"}"))))
                .answerWith(new ModelScript.Canned("Ahora te atienden."));
        Generation.Answer answer = answer(ask(may("Quiero hablar con una persona")));
        assertThat(answer.actions()).containsExactly(new ModelAction.RequestHandoff("quiere hablar con alguien"));
        assertThat(answer.found()).containsExactly(PRICES);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void searchesAreLimited() {
        standIn.next(3, new ToolCall("search_documents", "{\"query\": \"masaje\"}"))
                .answerWith(new ModelScript.Obey());
        Generation.Answer answer = answer(ask(may("¿Cuánto cuesta un masaje?")));
        assertThat(answer.found()).containsExactly(PRICES);
        assertThat(answer.text()).isEqualTo("Masaje: 60 €. (prices.md)");
        assertThat(lastResult()).contains("<passage number=\"1\" source=\"prices.md\">");
        assertThat(asked().getLast().tools()).isEmpty();
    }

    @Test
    void endlessToolCallsAreStopped() {
        standIn.answerWith(new ToolCall("search_documents", "{\"query\": \"masaje\"}"));
        assertThat(failure(ask(may("Hola")))).startsWith("a tool call in place of an answer");
        assertThat(calls()).isLessThanOrEqualTo(2 * LangChainModel.MAX_ROUNDS);
    }

    @Test
    void actionsCountWithoutAnAnswer() {
        standIn.next(1, new ToolCall("ask_for_human", "{\"reason\": \"cita\"}")).answerWith(new ModelScript.Blank());
        Generation.Answer answer = answer(ask(may("Una persona, por favor")));
        assertThat(answer.actions()).containsExactly(new ModelAction.RequestHandoff("cita"));
        assertThat(answer.text()).as("the bot has its own text for it").isEmpty();
    }

    @Test
    void textBesideAToolCallIsUsedWhenNoOtherFollows() {
        standIn.next(1, new ToolCall("Aviso a una persona.", "ask_for_human", "{\"reason\": \"cita\"}"))
                .answerWith(new ModelScript.Blank());
        assertThat(answer(ask(may("Una persona, por favor"))).text()).isEqualTo("Aviso a una persona.");
    }

    @Test
    void unknownToolsAreReportedAndThenToolCallsEnd() {
        standIn.next(2, new ToolCall("transfer_money", "{\"to\": \"me\"}"))
                .answerWith(new ModelScript.Canned("No puedo."));
        Generation.Answer answer = answer(ask(may("Hola")));
        assertThat(answer.actions()).isEmpty();
        assertThat(lastResult()).contains("there is no such tool");
        assertThat(asked()).hasSize(3);
        assertThat(asked().getLast().tools()).isEmpty();
    }

    @Test
    void argumentsThatViolateTheSchemaAreRejected() {
        standIn.next(1, new ToolCall("ask_for_human", "{\"reason\": \"x\", \"then\": \"delete\"}"))
                .answerWith(new ModelScript.Canned("Dime."));
        assertThat(answer(ask(may("Hola"))).actions()).isEmpty();
    }

    @Test
    void aMalformedCallIsNoAction() {
        standIn.next(1, new ModelScript.MalformedCall("ask_for_human")).answerWith(new ModelScript.Canned("Dime."));
        Generation.Answer answer = answer(ask(may("Hola")));
        assertThat(answer.text()).isEqualTo("Dime.");
        assertThat(answer.actions()).isEmpty();
    }

    @Test
    void aServerWithoutToolSupportIsCalledWithoutToolsFromThenOn() {
        standIn.refusing("tools", "registry.ollama.ai/library/gemma3:4b does not support tools");
        FallbackResponseGenerator generator = providers.asking(provider(), null);
        answer(generator.generate(may("Hola")));
        answer(generator.generate(may("¿Abren hoy?")));
        assertThat(asked()).hasSize(3);
        assertThat(asked().getFirst().tools()).isNotEmpty();
        assertThat(asked().subList(1, 3)).allSatisfy(request -> {
            assertThat(request.tools()).isEmpty();
            assertThat(request.body()).doesNotContain("tool_choice", "toolConfig");
        });
    }

    @Test
    void aToolCallWrittenAsTextIsExecuted() {
        standIn.next(1, new ModelScript.Canned("""
                        Lo busco.
                        <tool_call>
                        {"name": "search_documents", "arguments": {"query": "masaje"}}
                        </tool_call>""")).answerWith(new ModelScript.Canned("Un masaje cuesta 60 €."));
        Generation.Answer answer = answer(ask(may("¿Cuánto cuesta un masaje?")));
        assertThat(answer.text()).isEqualTo("Un masaje cuesta 60 €.");
        assertThat(answer.found()).containsExactly(PRICES);
        assertThat(asked().getLast().body()).contains("Masaje: 60 €.");
    }

    @Test
    void repeatedToolCallsWrittenAsTextAreNeverShown() {
        standIn.answerWith(new ModelScript.Canned(
                "```json\n{\"name\": \"ask_for_human\", \"parameters\": {\"reason\": \"x\"}}\n```"));
        Generation.Answer answer = answer(ask(may("Una persona, por favor")));
        assertThat(answer.text()).isEmpty();
        assertThat(answer.actions()).containsExactly(new ModelAction.RequestHandoff("x"));
    }

    @Test
    void anUnknownToolCallWrittenAsTextIsRetried() {
        standIn.next(1, new ModelScript.Canned("{\"name\": \"get_weather\", \"arguments\": {\"city\": \"x\"}}"))
                .answerWith(new ModelScript.Canned("Dime."));
        assertThat(answer(ask(may("Hola"))).text()).isEqualTo("Dime.");
    }

    @Test
    void aToolThatIsNotOfferedIsNotExecuted() {
        standIn.next(1, new ToolCall("ask_for_human", "{\"reason\": \"x\"}"))
                .answerWith(new ModelScript.Canned("Dime."));
        Generation.Answer answer = answer(ask(prompt("Hola")));
        assertThat(answer.actions()).isEmpty();
        assertThat(answer.text()).isEqualTo("Dime.");
    }
}
