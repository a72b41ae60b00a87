package dev.recado.adapter.simulator.core;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Options of a [StandIn].
///
/// @param port 0 takes a free one
/// @param capacity how many messages it records
/// @param journal the file that keeps the log over a restart; null for none
/// @param sources the clock and the random generator
public record StandInOptions(
        int port, Pace pace, int capacity, @Nullable Path journal, Sources sources) {
    private static final int MESSAGES = 10_000;

    /// The clock and the random generator.
    public record Sources(InstantSource clock, RandomGenerator random) {}

    /// How long a message takes until it is sent, then until it is delivered, and then until it is read.
    public record Pace(Duration sent, Duration delivered, Duration read) {
        /// For tests.
        public static final Pace QUICK = new Pace(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(5));

        /// For people who watch.
        public static final Pace LIFELIKE =
                new Pace(Duration.ofMillis(250), Duration.ofMillis(450), Duration.ofMillis(900));
    }

    /// A free port, quick receipts and room for 10,000 messages.
    public static StandInOptions of(InstantSource clock, RandomGenerator random) {
        return new StandInOptions(0, Pace.QUICK, MESSAGES, null, new Sources(clock, random));
    }

    public StandInOptions port(int other) {
        return new StandInOptions(other, pace, capacity, journal, sources);
    }

    public StandInOptions pace(Pace other) {
        return new StandInOptions(port, other, capacity, journal, sources);
    }

    public StandInOptions capacity(int other) {
        return new StandInOptions(port, pace, other, journal, sources);
    }

    public StandInOptions journal(Path file) {
        return new StandInOptions(port, pace, capacity, file, sources);
    }

    InstantSource clock() {
        return sources.clock();
    }

    public RandomGenerator random() {
        return sources.random();
    }
}
