package dev.recado.adapter.llm.prompt;

import dev.langchain4j.data.message.ChatMessage;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.ResponseGenerator.KnownFacts;
import dev.recado.domain.answer.ResponseGenerator.ModelOptions;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.guard.InjectionDetector;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Measures building a prompt: twenty turns, five passages of about 800 characters, a contact, a notification.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PromptBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final String SENTENCE =
            "Nuestro horario es de lunes a viernes de 9:00 a 20:00, y los sábados hasta las 14:00. ";

    private final PromptBuilder promptBuilder = new PromptBuilder(
            "Eres {bot_name}. ".repeat(100), "Recado", new PromptData(InjectionDetector::without), 8_000);
    private final Prompt prompt = new Prompt(
            IntStream.range(0, 20)
                    .mapToObj(i -> new Utterance(i % 2 == 0 ? Role.USER : Role.ASSISTANT, SENTENCE.repeat(3), NOW))
                    .toList(),
            "¿Y los domingos?",
            List.of(),
            Language.SPANISH,
            new KnownFacts(
                    "Ana",
                    Map.of("plan", "Gold", "city", "Málaga"),
                    new LastNotification(
                            "APPOINTMENT_REMINDER_24H", "Recordatorio", SENTENCE.repeat(3), Channel.META, NOW),
                    IntStream.range(0, 5)
                            .mapToObj(i -> new Passage(SENTENCE.repeat(9), "hours.md › " + i, "", 0.9))
                            .toList()),
            new ModelOptions(true, question -> List.of(), null, ""),
            NOW);

    @Benchmark
    public List<ChatMessage> assemble() {
        return promptBuilder.messages(prompt, List.of(), TODAY);
    }
}
