package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.search.DocumentPassage;
import dev.recado.adapter.knowledge.search.HybridSearch;
import dev.recado.adapter.knowledge.search.PassageIndex;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.Sentences;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Measures searches in ten thousand passages and their memory: rows of the table that `make bench` prints.
/// The passages are made of the sentences of XQuAD, shuffled with a seed; the questions are XQuAD's, as typed.
final class SearchBenchmark {
    private static final int PASSAGES = 10_000;
    private static final int SENTENCES = 5;
    private static final int WARM_UP = 2_000;
    private static final int SEARCHES = 5_000;

    private SearchBenchmark() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        XQuadDataset data = XQuadDataset.of(Language.SPANISH);
        Random chance = new Random(RetrievalEval.SEED);
        List<DocumentPassage> passages = passages(data, chance);
        long before = heap();
        long start = System.nanoTime();
        PassageIndex index = new PassageIndex(passages);
        double seconds = (System.nanoTime() - start) / 1e9;
        long held = heap() - before;
        HybridSearch finder = new HybridSearch(index);
        ChatTypos typing = new ChatTypos(Language.SPANISH, RetrievalEval.SEED);
        List<String> questions = data.questions().stream()
                .map(asked -> typing.typed(asked.text()))
                .toList();
        long[] times = new long[SEARCHES];
        for (int at = -WARM_UP; at < SEARCHES; at++) {
            String question = questions.get(Math.floorMod(at, questions.size()));
            long asked = System.nanoTime();
            finder.find(question, Language.SPANISH, 4, Optional.empty());
            if (at >= 0) {
                times[at] = System.nanoTime() - asked;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "| a question searched in 10,000 passages | p50 %.1f ms · p99 %.1f ms |%n"
                        + "| making that index, at start and when a document changes | %.1f s · %d MiB of heap |%n",
                times[SEARCHES / 2] / 1e6,
                times[SEARCHES * 99 / 100] / 1e6,
                seconds,
                held >> 20);
    }

    private static List<DocumentPassage> passages(XQuadDataset data, Random chance) {
        List<String> sentences = new ArrayList<>();
        data.passages().forEach(passage -> sentences.addAll(Sentences.of(passage)));
        List<DocumentPassage> passages = new ArrayList<>();
        for (int at = 0; at < PASSAGES; at++) {
            List<String> chosen = new ArrayList<>();
            for (int sentence = 0; sentence < SENTENCES; sentence++) {
                chosen.add(sentences.get(chance.nextInt(sentences.size())) + (chance.nextInt(4) == 0 ? " n" + at : ""));
            }
            passages.add(new DocumentPassage("p" + at, List.of(), String.join(" ", chosen), Language.SPANISH));
        }
        return passages;
    }

    private static long heap() {
        for (int at = 0; at < 3; at++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
