package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.TestGenerators.NOW;
import static dev.recado.adapter.llm.TestGenerators.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.adapter.llm.provider.CircuitBreaker;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.message.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenAiHostedContractIT extends ToolContract {
    @Override
    Provider provider() {
        return Provider.OPENAI_HOSTED;
    }

    private Generation.Answer say(FallbackResponseGenerator generator, String message, @Nullable String thread) {
        return answer(generator.generate(
                prompt(message, tools(List.of(), thread), List.of(), NOW.plusSeconds(600), turn(Role.USER, "Hola"))));
    }

    @Test
    void theProviderKeepsTheConversationAndGetsOnlyNewMessages() {
        FallbackResponseGenerator generator = providers.asking(provider(), null);
        String thread = say(generator, "¿Abren hoy?", null).thread();
        assertThat(thread).startsWith("conv_");
        assertThat(say(generator, "¿Y mañana?", thread).thread()).isEqualTo(thread);

        ModelRequest second = asked().getLast();
        assertThat(second.body()).contains("¿Y mañana?").doesNotContain("¿Abren hoy?");
        assertThat(second.messages())
                .extracting(ModelRequest.Message::content)
                .endsWith("Hola", "¿Abren hoy?", "¿Abren hoy?", "¿Y mañana?"); // the third is the echo
    }

    @Test
    void aConversationUnknownToTheProviderIsCreatedAgain() {
        FallbackResponseGenerator generator = providers.asking(provider(), null);
        String thread = say(generator, "¿Abren hoy?", null).thread();
        standIn.forgetConversations();
        assertThat(say(generator, "¿Y mañana?", thread).thread())
                .startsWith("conv_")
                .isNotEqualTo(thread);
    }

    @Test
    void aConversationStuckInAToolCallIsCreatedAgain() {
        FallbackResponseGenerator generator = providers.asking(provider(), null);
        standIn.next(1, new ModelScript.ToolCall("ask_for_human", "{\"reason\":\"x\"}"))
                .next(1, new ModelScript.Fail(401, null, "invalid_api_key"));
        Generation.Answer noted = say(generator, "Una persona", null);
        assertThat(noted.actions()).hasSize(1);
        providers.pass(CircuitBreaker.OPERATOR_OPEN_TIME);
        assertThat(say(providers.asking(provider(), null), "¿Siguen ahí?", "conv_1")
                        .thread())
                .isEqualTo("conv_2");
    }

    @Test
    void ourOwnInstructionsGoWithEveryRequest() {
        FallbackResponseGenerator generator = providers.asking(provider(), null);
        String thread = say(generator, "Hola", null).thread();
        say(generator, "¿Abren hoy?", thread);
        assertThat(asked()).hasSize(2).allSatisfy(request -> {
            assertThat(request.system()).contains("Marea", "How to write");
            assertThat(request.body()).doesNotContain("\"prompt\":");
        });
    }
}
