package dev.recado.adapter.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.recado.domain.guard.Injections;
import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.Notice;
import dev.recado.domain.model.Role;
import dev.recado.domain.model.Turn;
import dev.recado.domain.port.KnowledgeBase.Passage;
import dev.recado.domain.port.ResponseGenerator.Known;
import dev.recado.domain.port.ResponseGenerator.Means;
import dev.recado.domain.port.ResponseGenerator.Prompt;
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

/// What a prompt costs to put together: twenty turns, five passages of some 800 characters, a contact, a notification.
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

    private final PromptAssembly assembly =
            new PromptAssembly("Eres {bot_name}. ".repeat(100), "Recado", new GivenData(Injections::without), 8_000);
    private final Prompt prompt = new Prompt(
            IntStream.range(0, 20)
                    .mapToObj(i -> new Turn(i % 2 == 0 ? Role.USER : Role.ASSISTANT, SENTENCE.repeat(3), NOW))
                    .toList(),
            "¿Y los domingos?",
            List.of(),
            Language.SPANISH,
            new Known(
                    "Ana",
                    Map.of("plan", "Gold", "city", "Málaga"),
                    new Notice("APPOINTMENT_REMINDER_24H", "Recordatorio", SENTENCE.repeat(3), Channel.META, NOW),
                    IntStream.range(0, 5)
                            .mapToObj(i -> new Passage(SENTENCE.repeat(9), "hours.md › " + i, "", 0.9))
                            .toList()),
            new Means(true, question -> List.of(), null),
            NOW);

    @Benchmark
    public List<ChatMessage> assemble() {
        return assembly.messages(prompt, List.of(), TODAY);
    }
}
