package dev.recado.domain.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequirementTest {
    @ParameterizedTest
    @EnumSource
    void theReasonOfASkippedTestEndsWithTheCommandThatBringsWhatIsMissing(Requirement requirement) {
        assertThat(requirement.reason()).matches("no [^;]+; to run it: [^;]+");
    }
}
