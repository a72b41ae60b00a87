package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.TestGenerators.NOW;
import static dev.recado.adapter.llm.TestGenerators.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.adapter.llm.provider.CircuitBreaker;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.reply.AnswerTokenBudget;
import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.adapter.simulator.model.ModelStandIn;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.ResponseGenerator.File;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.KnownFacts;
import dev.recado.domain.answer.ResponseGenerator.ModelOptions;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What holds for every provider, each against a stand-in that checks requests as the provider's published API
/// would.
@Timeout(30)
abstract class ModelContract {

    static final Passage HOURS = new Passage("Abrimos de 9 a 20 h.", "hours.md › Horario", "", 0.9);

    final ModelStandIn standIn = ModelStandIn.start(0, InstantSource.system());
    final StandInModels providers = new StandInModels(standIn);

    abstract Provider provider();

    @AfterEach
    void close() {
        standIn.close();
    }

    static Prompt prompt(String message, ModelOptions means, List<File> files, Instant deadline, Utterance... history) {
        return new Prompt(
                List.of(history),
                message,
                files,
                Language.SPANISH,
                new KnownFacts("Ana", Map.of(), null, List.of(HOURS)),
                means,
                deadline);
    }

    static Prompt prompt(String message, Utterance... history) {
        return prompt(message, ModelOptions.NONE, List.of(), NOW.plusSeconds(60), history);
    }

    Generation ask(Prompt prompt) {
        return providers.asking(provider(), null).generate(prompt);
    }

    Generation.Answer answer(Generation generation) {
        assertThat(generation).isInstanceOf(Generation.Answer.class);
        return (Generation.Answer) generation;
    }

    String failure(Generation generation) {
        assertThat(generation).isInstanceOf(Generation.Failed.class);
        return ((Generation.Failed) generation).reason();
    }

    /// The requests for an answer, without a provider's other requests.
    List<ModelRequest> asked() {
        return standIn.requests().stream()
                .filter(request -> !request.path().endsWith("/conversations"))
                .toList();
    }

    @Test
    void itAnswersFromItsPassagesAndCountsTokens() {
        standIn.answerWith(new ModelScript.Cite());
        Generation.Answer answer = answer(ask(prompt("¿Cuándo abren?")));

        assertThat(answer.text()).isEqualTo("Abrimos de 9 a 20 h. (hours.md › Horario)");
        assertThat(answer.usage().tokensIn()).isPositive();
        assertThat(answer.usage().tokensOut()).isPositive();
        assertThat(answer.actions()).isEmpty();
        assertThat(asked()).hasSize(1);
        assertThat(asked().getFirst().tools()).isEmpty();
    }

    @Test
    void theHistoryIsSentInOrderAndSeparateFromTheData() {
        answer(ask(prompt(
                "¿Y mañana?",
                turn(Role.USER, "Hola"),
                turn(Role.ASSISTANT, "¿En qué ayudo?"),
                turn(Role.USER, "¿Abren hoy?"),
                turn(Role.AGENT, "Sí, hasta las 20 h."))));

        ModelRequest request = asked().getFirst();
        assertThat(request.messages())
                .extracting(message -> message.role() + ": " + message.content())
                .endsWith(
                        "user: Hola",
                        "assistant: ¿En qué ayudo?",
                        "user: ¿Abren hoy?",
                        "assistant: [a person of the business wrote] Sí, hasta las 20 h.",
                        "user: ¿Y mañana?");
        assertThat(request.system()).contains("Marea").doesNotContain("Ana", "9 a 20");
        assertThat(String.join("\n", request.messages().getLast().precedingTexts()))
                .contains("<name>\nAna\n</name>", "source=\"hours.md › Horario\">\nAbrimos de 9 a 20 h.");
    }

    @Test
    void aRefusalIsReportedAsOne() {
        standIn.answerWith(new ModelScript.Refuse());
        assertThat(ask(prompt("¿Cómo se hace eso?"))).isInstanceOf(Generation.Refusal.class);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aTransientFailureIsRetried() {
        standIn.next(1, new ModelScript.Fail(500, null, "server_error"))
                .next(1, new ModelScript.Fail(503, null, "server_error"))
                .next(1, new ModelScript.Fail(429, null, "rate_limit_exceeded"));
        answer(ask(prompt("Hola")));
        assertThat(asked()).hasSize(4);
        assertThat(providers.waits)
                .extracting(wait -> Math.round(wait.toMillis() / 10.0) * 10)
                .containsExactly(500L, 1000L, 2000L);
    }

    @Test
    void theProvidersRetryAfterIsRespected() {
        standIn.next(1, new ModelScript.Fail(429, Duration.ofSeconds(7), "rate_limit_exceeded"));
        answer(ask(prompt("Hola")));
        assertThat(providers.waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_500)));
    }

    @Test
    void aRetryAfterBeyondTheDeadlineIsNotAwaited() {
        standIn.answerWith(new ModelScript.Fail(429, Duration.ofSeconds(90), "rate_limit_exceeded"));
        assertThat(failure(ask(prompt("Hola")))).startsWith("429");
        assertThat(providers.waits).isEmpty();
    }

    @Test
    void withoutMoneyTheProviderIsNotCalledAgainForAWhile() {
        standIn.answerWith(new ModelScript.Fail(429, null, "insufficient_quota"));
        FallbackResponseGenerator generator = providers.asking(provider(), null);
        assertThat(failure(generator.generate(prompt("Hola")))).startsWith("429");
        assertThat(failure(generator.generate(prompt("Hola"))))
                .startsWith("429")
                .endsWith("(not asked again yet)");
        assertThat(calls()).isEqualTo(1);

        providers.pass(CircuitBreaker.OPERATOR_OPEN_TIME);
        standIn.answerWith(new ModelScript.Canned("Sí."));
        assertThat(answer(generator.generate(prompt("Hola", ModelOptions.NONE, List.of(), NOW.plusSeconds(200))))
                        .text())
                .isEqualTo("Sí.");
    }

    @Test
    void anInvalidKeyIsNotRetried() {
        standIn.answerWith(new ModelScript.Fail(401, null, "invalid_api_key"));
        assertThat(failure(ask(prompt("Hola")))).startsWith("401");
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void aBlankAnswerFailsAfterOneRetry() {
        standIn.answerWith(new ModelScript.Blank());
        assertThat(failure(ask(prompt("Hola")))).isEqualTo("blank answer (2 tries)");
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsNotJsonIsRetriedOnce() {
        standIn.answerWith(new ModelScript.Garbled());
        assertThat(failure(ask(prompt("Hola")))).startsWith("unreadable answer").endsWith("(2 tries)");
    }

    @Test
    void aModelThatHangsIsCancelledAtTheDeadline() {
        standIn.answerWith(new ModelScript.Hang());
        assertThat(failure(hasty())).startsWith("timeout");
    }

    @Test
    void anEndlessBodyIsCancelledAtTheDeadline() {
        standIn.answerWith(new ModelScript.Drip());
        assertThat(failure(hasty())).startsWith("timeout");
    }

    private Generation hasty() {
        Instant deadline = InstantSource.system().instant().plusMillis(600);
        return providers.hasty(provider()).generate(prompt("Hola", ModelOptions.NONE, List.of(), deadline));
    }

    @Test
    void theProvidersOwnBillingErrorRaisesTheAlarm() {
        standIn.answerWith(new ModelScript.NoMoney());
        assertThatItIsNotCalledAgain();
    }

    @Test
    void theProvidersOwnKeyErrorRaisesTheAlarm() {
        standIn.answerWith(new ModelScript.BadKey());
        assertThatItIsNotCalledAgain();
    }

    private void assertThatItIsNotCalledAgain() {
        FallbackResponseGenerator generator = providers.asking(provider(), null);
        failure(generator.generate(prompt("Hola")));
        assertThat(failure(generator.generate(prompt("Hola")))).endsWith("(not asked again yet)");
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void aTruncatedAnswerEndsWithASentence() {
        standIn.answerWith(new ModelScript.Cut("Abrimos a las nueve. Cerramos a l"));
        assertThat(answer(ask(prompt("Hola"))).text()).isEqualTo("Abrimos a las nueve.");
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void anAnswerCutInItsFirstSentenceIsRetriedWithMoreTokens() {
        standIn.next(1, new ModelScript.Cut("Abrimos a l")).answerWith(new ModelScript.Canned("Abrimos a las nueve."));
        assertThat(answer(ask(prompt("Hola"))).text()).isEqualTo("Abrimos a las nueve.");
        assertThat(asked().getLast().body()).containsPattern(room(AnswerTokenBudget.MIN_WHEN_WIDE));
    }

    @Test
    void reasoningThatUsesUpTheTokensRaisesTheLimitFromThenOn() {
        standIn.next(1, new ModelScript.Cut("")).answerWith(new ModelScript.Canned("A las nueve."));
        FallbackResponseGenerator generator = providers.asking(provider(), null);
        assertThat(answer(generator.generate(prompt("Hola"))).text()).isEqualTo("A las nueve.");
        answer(generator.generate(prompt("Hola")));
        assertThat(asked()).hasSize(3);
        assertThat(asked().getFirst().body()).containsPattern(room(512));
        assertThat(asked().subList(1, 3))
                .allSatisfy(
                        request -> assertThat(request.body()).containsPattern(room(AnswerTokenBudget.MIN_WHEN_WIDE)));
    }

    private static String room(int tokens) {
        return "(?i)max_?(?:output_?)?tokens\" ?: ?" + tokens + "\\b";
    }

    @Test
    void reasoningThatUsesUpTheTokensTwiceIsTheReason() {
        standIn.answerWith(new ModelScript.Cut(""));
        assertThat(failure(ask(prompt("Hola")))).isEqualTo("its thoughts left no room for an answer (2 tries)");
    }

    @Test
    void aPromptThatIsTooLongIsHalvedAndRetried() {
        standIn.takingAtMost(6_000).answerWith(new ModelScript.Canned("A las nueve."));
        Utterance[] history = {
            turn(Role.USER, "uno ".repeat(800)),
            turn(Role.ASSISTANT, "dos ".repeat(800)),
            turn(Role.USER, "tres ".repeat(800)),
            turn(Role.ASSISTANT, "cuatro ".repeat(500))
        };
        assertThat(answer(ask(prompt("¿Cuándo abren?", history))).text()).isEqualTo("A las nueve.");
        assertThat(asked().getLast().messages().getLast().content()).isEqualTo("¿Cuándo abren?");
    }

    @Test
    void templateTokensAreNotShown() {
        standIn.answerWith(
                new ModelScript.Canned(
                        "<think>the user asks when</think>Abrimos a las **nueve**【4:0†source】.<|im_end|>\n<|im_start|>user\n¿Y el sábado?"));
        assertThat(answer(ask(prompt("Hola"))).text()).isEqualTo("Abrimos a las **nueve**.");
    }

    @Test
    void picturesAndPdfsAreShown(@TempDir Path folder) throws IOException {
        List<File> files = List.of(file(folder, "image/png"), file(folder, "application/pdf"));
        answer(ask(prompt("[image] ¿Qué es?", ModelOptions.NONE, files, NOW.plusSeconds(60))));
        assertThat(asked()).hasSize(1);
        assertThat(asked().getFirst().body()).contains(encoded("image/png"), encoded("application/pdf"));
        assertThat(providers.asking(provider(), null).reads("image/webp")).isTrue();
        assertThat(providers.asking(provider(), null).reads("audio/ogg")).isFalse();
    }

    @Test
    void aModelWithoutFileSupportIsCalledWithoutFiles(@TempDir Path folder) throws IOException {
        standIn.next(1, new ModelScript.Fail(400, null, "invalid_value"));
        answer(ask(prompt(
                "[image] ¿Qué es?", ModelOptions.NONE, List.of(file(folder, "image/png")), NOW.plusSeconds(60))));
        assertThat(asked().getLast().body())
                .contains("a file of type image/png")
                .doesNotContain(encoded("image/png"));
    }

    private static File file(Path folder, String type) throws IOException {
        return new File(Files.writeString(folder.resolve(type.replace('/', '.')), "bytes of " + type), type);
    }

    private static String encoded(String type) {
        return Base64.getEncoder().encodeToString(("bytes of " + type).getBytes(StandardCharsets.UTF_8));
    }

    /// All requests, including those refused before the model.
    int calls() {
        return asked().size();
    }

    static ModelOptions tools(List<Passage> found, @Nullable String thread) {
        return new ModelOptions(true, question -> found, thread, "");
    }
}
