package dev.recado.application.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs the benchmarks one after the other: `Bench JAR [a MongoDB's URI]`.
public final class Bench {
    private Bench() {}

    /// Prints a table; judges nothing.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        Path cache = jar.resolveSibling("recado.aot");
        Table.head();
        if (Files.exists(cache)) {
            Start.measure(jar, "with the AOT cache", List.of("-XX:AOTCache=" + cache));
        }
        Start.measure(jar, "without", List.of());
        Acknowledgements.measure(jar, "embedded store", Map.of());
        Conversations.measure(jar, "embedded store", Map.of());
        Batches.measure(jar, "embedded store", Map.of());
        if (arguments.length > 1) {
            Acknowledgements.measure(jar, "MongoDB", Map.of("MONGODB_URI", arguments[1] + "acknowledgements"));
            Conversations.measure(jar, "MongoDB", Map.of("MONGODB_URI", arguments[1] + "conversations"));
            Batches.measure(jar, "MongoDB", Map.of("MONGODB_URI", arguments[1] + "batches"));
        }
        System.exit(0);
    }
}
