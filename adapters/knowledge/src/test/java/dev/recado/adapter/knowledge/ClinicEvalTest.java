package dev.recado.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.knowledge.ClinicEval.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Guards the figures that `make eval` prints; raise them when more questions are answered.
@Tag("slow")
class ClinicEvalTest {
    @ParameterizedTest
    @CsvSource({ClinicEval.TUNING + ",132,4", ClinicEval.HELD_OUT + ",32,1"})
    void theExamplesFiguresDoNotGetWorse(String file, int right, int wrong) throws Exception {
        Map<Verdict, Integer> verdicts = new ClinicEval().verdicts(file);
        assertThat(verdicts.get(Verdict.RIGHT)).as("%s", verdicts).isGreaterThanOrEqualTo(right);
        assertThat(verdicts.getOrDefault(Verdict.WRONG, 0)).as("%s", verdicts).isLessThanOrEqualTo(wrong);
    }
}
