package dev.recado.adapter.twilio.webhook;

import dev.recado.adapter.twilio.inbound.Form;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
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

/// Measures a webhook before anything is stored: parsing the form and checking its signature.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {
    private static final String URL = "https://bot.example.com/webhooks/twilio";

    private final SignatureValidator validator = new SignatureValidator(List.of("12345"));
    private final byte[] body = fixture();

    /// Parses a captured text message and checks its signature.
    @Benchmark
    public boolean parseAndCheck() {
        return validator.isSignedForm(URL, Form.parse(body).orElseThrow(), "bm90IHRoZSByaWdodCBvbmUgYXQgYWxs");
    }

    private static byte[] fixture() {
        String name = "/twilio/inbound/text-channel-metadata.form";
        try (InputStream form = Objects.requireNonNull(SignatureBenchmark.class.getResourceAsStream(name))) {
            return form.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
