package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.search.HybridSearch;
import dev.recado.adapter.knowledge.search.PassageIndex;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;

/// How well passages are found: `make eval`. Weights and confidence were fitted on the questions of the passages
/// with an even number; the odd ones are held out.
final class RetrievalEval {
    static final long SEED = 42;
    private static final int FOLDS = 10;
    private static final boolean HELD_OUT = true;
    private static final boolean ALL = false;

    private final XQuadDataset data;
    private final List<String> clean;
    private final List<String> typed;

    RetrievalEval(Language language, long seed) {
        this.data = XQuadDataset.of(language);
        this.clean = data.questions().stream().map(XQuadDataset.Asked::text).toList();
        ChatTypos typing = new ChatTypos(language, seed);
        this.typed = clean.stream().map(typing::typed).toList();
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        long seed = args.length == 0 ? SEED : Long.parseLong(args[0]);
        StringBuilder table = new StringBuilder("XQuAD, 240 passages and 1,190 questions in each language; WhatsApp "
                + "typing with seed " + seed + "\n\n| questions | search | recall@1 | @3 | @5 | held out: @1 | @3 |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n");
        StringBuilder unknown = new StringBuilder("\nA tenth of the passages left out, ten times over\n\n| questions | "
                + "\"I don't know\": precision | recall | held out: precision | recall | answers lost | answers from the right "
                + "passage |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        for (Language language : List.of(Language.SPANISH, Language.ENGLISH)) {
            RetrievalEval eval = new RetrievalEval(language, seed);
            for (boolean typed : new boolean[] {false, true}) {
                String name = language.tag() + (typed ? ", as typed" : "");
                eval.recalls(typed)
                        .forEach(row -> table.append("| ").append(name).append(row));
                unknown.append("| ").append(name).append(eval.unknown(typed));
            }
        }
        System.out.println(table.toString() + unknown);
    }

    private static boolean isHeldOut(int passage) {
        return passage % 2 == 1;
    }

    private List<String> questions(boolean typed) {
        return typed ? this.typed : clean;
    }

    private List<String> recalls(boolean typed) {
        BiFunction<String, Integer, List<Integer>> ours = ours();
        Bm25Baseline standard = new Bm25Baseline(new StandardAnalyzer(), data.passages());
        Bm25Baseline own = new Bm25Baseline(analyzer(data.language()), data.passages());
        return List.of(
                row("BM25, standard analyzer", questions(typed), standard::search),
                row("BM25, language's analyzer", questions(typed), own::search),
                row("Recado", questions(typed), ours));
    }

    private static Analyzer analyzer(Language language) {
        return language.equals(Language.SPANISH) ? new SpanishAnalyzer() : new EnglishAnalyzer();
    }

    private BiFunction<String, Integer, List<Integer>> ours() {
        HybridSearch finder = new HybridSearch(new PassageIndex(data.texts(0, 0)));
        return (question, limit) -> finder.find(question, data.language(), limit, Optional.empty()).stream()
                .map(RetrievalEval::number)
                .toList();
    }

    private static int number(Passage passage) {
        return Integer.parseInt(passage.source().substring(1));
    }

    private String row(String name, List<String> questions, BiFunction<String, Integer, List<Integer>> search) {
        Recall all = recall(questions, search, ALL);
        Recall held = recall(questions, search, HELD_OUT);
        return String.format(
                Locale.ROOT,
                " | %s | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
                name,
                all.first(),
                all.amongThree(),
                all.amongFive(),
                held.first(),
                held.amongThree());
    }

    Recall recall(boolean typed) {
        return recall(questions(typed), ours(), ALL);
    }

    private Recall recall(List<String> questions, BiFunction<String, Integer, List<Integer>> search, boolean heldOut) {
        int[] found = new int[6];
        int asked = 0;
        for (int at = 0; at < questions.size(); at++) {
            int passage = data.questions().get(at).passage();
            if (!heldOut || isHeldOut(passage)) {
                asked++;
                int rank = search.apply(questions.get(at), 5).indexOf(passage);
                found[rank < 0 ? 5 : rank]++;
            }
        }
        double first = found[0];
        return new Recall(first / asked, (first + found[1] + found[2]) / asked, (double) (asked - found[5]) / asked);
    }

    private String unknown(boolean typed) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            verdicts.addAll(verdicts(typed, fold));
        }
        Unknown all = Unknown.of(verdicts, ALL);
        Unknown held = Unknown.of(verdicts, HELD_OUT);
        return String.format(
                Locale.ROOT,
                " | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
                all.precision(),
                all.recall(),
                held.precision(),
                held.recall(),
                held.lost(),
                held.rightly());
    }

    /// With one tenth of the passages left out.
    Unknown unknown(boolean typed, int fold) {
        return Unknown.of(verdicts(typed, fold), ALL);
    }

    private List<Verdict> verdicts(boolean typed, int fold) {
        HybridSearch finder = new HybridSearch(new PassageIndex(data.texts(fold, FOLDS)));
        List<Verdict> verdicts = new ArrayList<>();
        for (int at = 0; at < questions(typed).size(); at++) {
            int passage = data.questions().get(at).passage();
            List<Passage> found = finder.find(questions(typed).get(at), data.language(), 1, Optional.empty());
            boolean answered = !found.isEmpty() && found.getFirst().confidence() >= KnowledgeBase.EVEN_ODDS;
            boolean right = answered && number(found.getFirst()) == passage;
            verdicts.add(new Verdict(passage, passage % FOLDS != fold, answered, right));
        }
        return verdicts;
    }

    record Recall(double first, double amongThree, double amongFive) {}

    private record Verdict(int passage, boolean answerable, boolean answered, boolean right) {}

    /// @param precision the share of "I don't know" that was right
    /// @param recall the share of questions without an answer that were met with it
    /// @param lost the share of questions with an answer that were
    /// @param rightly the share of answers that came from the right passage
    record Unknown(double precision, double recall, double lost, double rightly) {
        private static Unknown of(List<Verdict> all, boolean heldOut) {
            List<Verdict> verdicts = all.stream()
                    .filter(verdict -> !heldOut || isHeldOut(verdict.passage()))
                    .toList();
            double unanswerable = count(verdicts, v -> !v.answerable());
            double right = count(verdicts, v -> !v.answerable() && !v.answered());
            double wrong = count(verdicts, v -> v.answerable() && !v.answered());
            double answered = count(verdicts, Verdict::answered);
            return new Unknown(
                    right / (right + wrong),
                    right / unanswerable,
                    wrong / (verdicts.size() - unanswerable),
                    count(verdicts, Verdict::right) / answered);
        }

        private static long count(List<Verdict> verdicts, java.util.function.Predicate<Verdict> which) {
            return verdicts.stream().filter(which).count();
        }
    }
}
