package dev.recado.domain.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Measures the CPU time of work on a text relative to the same work on a plain text of the same length, so that
/// a busy machine does not change the result.
public final class CpuCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /// The first lengths show a problem early and cheaply.
    private static final int[] LENGTHS = {2_048, 4_096, 16_000, 64_000};
    /// The allowed multiple of the plain text's cost.
    private static final int MULTIPLE = 15;
    /// The cost per character that is always allowed, because the plain text may cost nothing.
    private static final int CHEAP_NANOS = 800;

    /// The cost that is always allowed, because code that is not compiled yet costs more.
    private static final long ONCE_NANOS = 5_000_000;

    /// Runs of what the limit is taken from.
    private static final int RUNS = 8;
    /// Runs until a cost is under its limit: enough for the compiler of a busy machine to compile what is measured.
    private static final int MOST_RUNS = 40;
    private static final int GROWTH = 4;

    private CpuCost() {}

    /// Fails for each hostile text that costs more than a small multiple of a plain one.
    public static void isBounded(String name, Consumer<String> work) {
        isBounded(name, HostileTexts.PLAIN, work);
    }

    /// Compares with another plain text, which is repeated.
    public static void isBounded(String name, String unit, Consumer<String> work) {
        List<String> tooExpensive = new ArrayList<>();
        warmUp(unit, work);
        for (int length : LENGTHS) {
            long plain = best(work, HostileTexts.repeated(unit, length), 0);
            long most = ONCE_NANOS + Math.max(MULTIPLE * plain, (long) length * CHEAP_NANOS);
            for (Map.Entry<String, String> text : HostileTexts.of(length).entrySet()) {
                long cost = best(work, text.getValue(), most);
                if (cost > most) {
                    tooExpensive.add(
                            "%d × %s: %s, plain %s".formatted(length, text.getKey(), millis(cost), millis(plain)));
                }
            }
            assertThat(tooExpensive).as("%s costs too much for", name).isEmpty();
        }
    }

    /// Fails when four times the text costs much more than four times as much.
    ///
    /// @param unit what the text repeats
    public static void growsWithLength(String unit, Consumer<String> work) {
        int length = LENGTHS[LENGTHS.length - 1];
        long once = best(work, HostileTexts.repeated(unit, length), 0);
        long most = ONCE_NANOS + 3 * GROWTH * once;
        assertThat(best(work, HostileTexts.repeated(unit, GROWTH * length), most))
                .as("%d times the length of %s, which cost %s", GROWTH, unit, millis(once))
                .isLessThanOrEqualTo(most);
    }

    private static void warmUp(String unit, Consumer<String> work) {
        for (int i = 0; i < 30; i++) {
            work.accept(HostileTexts.repeated(unit, LENGTHS[1]));
        }
        HostileTexts.of(256).values().forEach(work);
    }

    /// Returns the lowest cost of a few runs; stops once it is at most `enough`. 0 asks for the lowest of all.
    public static long best(Consumer<String> work, String text, long enough) {
        long best = Long.MAX_VALUE;
        int runs = enough == 0 ? RUNS : MOST_RUNS;
        for (int i = 0; i < runs && best > enough; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            work.accept(text);
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
            if (best > 500_000_000L) {
                break;
            }
        }
        return best;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
}
