package dev.recado.adapter.llm.markdown;

import dev.recado.domain.format.ReplyComposer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Measures reading, rendering and splitting a model's Markdown answer.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplyBenchmark {
    private static final String PARAGRAPH =
            "Nuestro **horario** es de lunes a viernes de 9:00 a 20:00; los *sábados* hasta las 14:00. "
                    + "Puede reservar en https://example.com/citas o con el código `HOLA10`.\n\n"
                    + "- Limpieza facial: 45 €\n- Masaje: **60 €**\n\n";

    private final ReplyComposer composer = new ReplyComposer(new CommonMarkReader(), 1_500, 5);
    private final String answer = PARAGRAPH.repeat(3_000 / PARAGRAPH.length());

    /// About 3,000 characters, two or three parts.
    @Benchmark
    public List<String> renderAndSplit() {
        return composer.compose(answer);
    }
}
