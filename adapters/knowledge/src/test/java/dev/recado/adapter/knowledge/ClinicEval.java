package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.documents.DocumentFile;
import dev.recado.adapter.knowledge.documents.DocumentParser;
import dev.recado.adapter.knowledge.documents.ExampleDocuments;
import dev.recado.adapter.knowledge.faq.CuratedAnswers;
import dev.recado.adapter.knowledge.faq.DocumentPrecedence;
import dev.recado.adapter.knowledge.faq.FaqFile;
import dev.recado.adapter.knowledge.formats.UnreadableDocumentException;
import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.WordLanguageDetector;
import dev.recado.adapter.knowledge.search.DocumentPassage;
import dev.recado.adapter.knowledge.search.HybridSearch;
import dev.recado.adapter.knowledge.search.PassageIndex;
import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the example clinic answers without a model to the questions of `eval/clinic-questions.tsv`, and to others
/// that nothing was tuned on: a curated answer, else the documents' own words, else "I don't know". An answer is
/// right when it holds the fact that the question asks for. Part of `make eval`.
final class ClinicEval {
    static final String TUNING = "clinic-questions.tsv";
    static final String HELD_OUT = "clinic-questions-held-out.tsv";

    private static final String UNANSWERABLE = "-";

    /// The default of `RECADO_KNOWLEDGE_THRESHOLD`.
    private static final double LIKELY = 0.5;

    private final CuratedAnswers curated;
    private final HybridSearch documents;

    ClinicEval() throws IOException, UnreadableDocumentException {
        LanguageWordLists words = new LanguageWordLists();
        ExampleDocuments source = new ExampleDocuments();
        DocumentParser parser = new DocumentParser(new WordLanguageDetector(words), Language.SPANISH);
        List<DocumentPassage> passages = new ArrayList<>();
        for (DocumentFile file : source.list().files()) {
            passages.addAll(parser.parse(file.name(), source.content(file)).passages());
        }
        PassageIndex index = new PassageIndex(passages);
        DocumentPrecedence current = new DocumentPrecedence();
        current.replace(index);
        this.curated = new CuratedAnswers(FaqFile::example, words, current);
        this.documents = new HybridSearch(index);
    }

    /// @param args any: what was not answered right is listed too, but for the questions held out
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException, UnreadableDocumentException {
        ClinicEval eval = new ClinicEval();
        System.out.println("\nThe example clinic, no model\n\n"
                + "| questions | right | wrong | \"I don't know\" |\n| --- | --- | --- | --- |\n"
                + eval.row("", TUNING)
                + eval.row(", held out", HELD_OUT));
        if (args.length > 0) {
            questions(TUNING).stream()
                    .filter(asked -> asked.verdict(eval.answer(asked)) != Verdict.RIGHT)
                    .forEach(asked -> System.out.println(asked.language().tag() + " " + asked.question() + " -> "
                            + eval.answer(asked)
                                    .map(text -> text.lines().findFirst().orElse(""))
                                    .orElse("-")));
        }
    }

    enum Verdict {
        RIGHT,
        WRONG,
        UNKNOWN
    }

    /// @param facts texts of which a right answer holds one; "-" where "I don't know" is right
    record Asked(Language language, String question, List<String> facts) {
        static Asked of(String line) {
            String[] fields = line.split("\t", -1);
            return new Asked(Language.ofTag(fields[0]).orElseThrow(), fields[1], List.of(fields[2].split("\\|", -1)));
        }

        Verdict verdict(Optional<String> answer) {
            if (answer.isEmpty()) {
                return facts.contains(UNANSWERABLE) ? Verdict.RIGHT : Verdict.UNKNOWN;
            }
            String text = answer.get().toLowerCase(Locale.ROOT);
            return facts.stream()
                            .filter(fact -> !fact.equals(UNANSWERABLE))
                            .anyMatch(fact -> text.contains(fact.toLowerCase(Locale.ROOT)))
                    ? Verdict.RIGHT
                    : Verdict.WRONG;
        }
    }

    private String row(String which, String file) {
        Map<Verdict, Integer> counts = verdicts(file);
        return "| %d%s | %d | %d | %d |%n"
                .formatted(
                        questions(file).size(),
                        which,
                        counts.getOrDefault(Verdict.RIGHT, 0),
                        counts.getOrDefault(Verdict.WRONG, 0),
                        counts.getOrDefault(Verdict.UNKNOWN, 0));
    }

    static List<Asked> questions(String file) {
        try (InputStream list = Objects.requireNonNull(ClinicEval.class.getResourceAsStream("/eval/" + file))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Asked::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> answer(Asked asked) {
        return curated.urgent(asked.question(), asked.language())
                .or(() -> curated.find(asked.question(), asked.language()))
                .map(CuratedAnswer::text)
                .or(() -> documents.find(asked.question(), asked.language(), 1, Optional.empty()).stream()
                        .filter(passage -> passage.confidence() >= LIKELY)
                        .map(Passage::excerpt)
                        .findFirst());
    }

    Map<Verdict, Integer> verdicts(String file) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        questions(file).forEach(asked -> counts.merge(asked.verdict(answer(asked)), 1, Integer::sum));
        return counts;
    }
}
