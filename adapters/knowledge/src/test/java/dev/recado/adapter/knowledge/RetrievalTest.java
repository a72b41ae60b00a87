package dev.recado.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.text.Language;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Minimum values slightly below what `make eval` measures.
@Tag("slow")
class RetrievalTest {

    @ParameterizedTest
    @CsvSource({
        "es, false, 0.930, 0.980",
        "es, true,  0.910, 0.975",
        "en, false, 0.942, 0.978",
        "en, true,  0.932, 0.974",
    })
    void thePassageThatAnswersIsFound(Language language, boolean typed, double first, double amongThree) {
        RetrievalEval.Recall recall = new RetrievalEval(language, RetrievalEval.SEED).recall(typed);
        assertThat(recall.first()).as("recall at 1").isGreaterThanOrEqualTo(first);
        assertThat(recall.amongThree()).as("recall at 3").isGreaterThanOrEqualTo(amongThree);
    }

    @ParameterizedTest
    @CsvSource({"es, 0.38, 0.70", "en, 0.45, 0.66"})
    void questionsWithoutAnAnswerGetNone(Language language, double precision, double recall) {
        RetrievalEval.Unknown unknown = new RetrievalEval(language, RetrievalEval.SEED).unknown(false, 3);
        assertThat(unknown.precision()).as("precision of \"I don't know\"").isGreaterThanOrEqualTo(precision);
        assertThat(unknown.recall()).as("its recall").isGreaterThanOrEqualTo(recall);
    }
}
