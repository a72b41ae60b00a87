package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.TestGenerators.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.adapter.llm.provider.CircuitBreaker;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.adapter.simulator.model.ModelStandIn;
import dev.recado.domain.answer.ModelAction;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.ModelOptions;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FallbackIT {
    private final ModelStandIn standIn = ModelStandIn.start(0, InstantSource.system());
    private final StandInModels providers = new StandInModels(standIn);

    @AfterEach
    void close() {
        standIn.close();
    }

    private static Prompt prompt(Instant deadline) {
        return ModelContract.prompt("Hola", new ModelOptions(true, q -> List.of(), null, ""), List.of(), deadline);
    }

    private List<String> paths() {
        return standIn.requests().stream().map(ModelRequest::path).distinct().toList();
    }

    @Test
    void theFallbackIsAskedWhenTheFirstFails() {
        standIn.next(1, new ModelScript.Fail(429, Duration.ofSeconds(20), "rate_limit_exceeded"))
                .answerWith(new ModelScript.Canned("Sí."));
        Generation generation =
                providers.asking(Provider.OPENAI, Provider.ANTHROPIC).generate(prompt(NOW.plusSeconds(60)));
        assertThat(generation).isInstanceOfSatisfying(Generation.Answer.class, answer -> {
            assertThat(answer.text()).isEqualTo("Sí.");
            assertThat(answer.model()).isEqualTo("claude-test");
        });
        assertThat(providers.waits).isEmpty();
        assertThat(paths()).containsExactly("/v1/chat/completions", "/anthropic/v1/messages");
    }

    @Test
    void theFallbackDoesNotRepeatActions() {
        ModelScript human = new ModelScript.ToolCall("ask_for_human", "{\"reason\":\"x\"}");
        standIn.next(1, human)
                .next(1, new ModelScript.Fail(401, null, "invalid_api_key"))
                .next(1, human)
                .answerWith(new ModelScript.Canned("Ya viene."));
        Generation generation =
                providers.asking(Provider.GEMINI, Provider.OPENAI).generate(prompt(NOW.plusSeconds(60)));
        assertThat(generation)
                .isInstanceOfSatisfying(
                        Generation.Answer.class,
                        answer -> assertThat(answer.actions()).containsExactly(new ModelAction.RequestHandoff("x")));
    }

    @Test
    void whenBothFailTheReasonNamesBoth() {
        standIn.answerWith(new ModelScript.Fail(400, null, "invalid_value"));
        assertThat(providers.asking(Provider.OPENAI, Provider.GEMINI).generate(prompt(NOW.plusSeconds(60))))
                .isInstanceOfSatisfying(
                        Generation.Failed.class,
                        failed -> assertThat(failed.reason())
                                .isEqualTo(
                                        "openai: 400 invalid_request_error invalid_value; gemini: 400 INVALID_ARGUMENT"));
    }

    @Test
    void aProviderThatIsDownIsSkippedUntilAProbeSucceeds() {
        FallbackResponseGenerator generator = providers.asking(Provider.OPENAI, Provider.GEMINI);
        for (int i = 0; i < 2; i++) { // three tries each: five failures open the breaker
            standIn.next(3, new ModelScript.Fail(500, null, "server_error"));
            generator.generate(prompt(NOW.plusSeconds(60)));
        }
        int before = standIn.requests().size();
        generator.generate(prompt(NOW.plusSeconds(60)));
        assertThat(standIn.requests().subList(before, standIn.requests().size()))
                .extracting(ModelRequest::path)
                .containsExactly("/v1beta/models/gemini-test:generateContent");

        providers.pass(CircuitBreaker.OPEN_TIME);
        generator.generate(prompt(NOW.plusSeconds(200)));
        assertThat(standIn.requests().getLast().path()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void theFirstLeavesTimeForTheFallback() {
        standIn.next(1, new ModelScript.Hang()).answerWith(new ModelScript.Canned("Sí."));
        ProviderClients lines = providers.lines(InstantSource.system());
        ModelFactory.Models models = providers
                .factory(Provider.OPENAI, Provider.GEMINI, Duration.ofSeconds(30))
                .models(lines, TestGenerators.DATA);
        FallbackResponseGenerator generator = new FallbackResponseGenerator(
                models.languageModels(),
                TestGenerators.DATA,
                true,
                "",
                providers.health(models),
                InstantSource.system());
        assertThat(generator.generate(prompt(InstantSource.system().instant().plusMillis(1_500))))
                .isInstanceOf(Generation.Answer.class);
    }
}
