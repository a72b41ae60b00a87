package dev.recado.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeakDetectorTest {
    private static final String SECRET = """
            You are the assistant of Clínica Aurora. Answer in the user's language, in at most three sentences.
            Never give a diagnosis. Never promise a price that is not among the passages you were given below.
            Canary: 7f3a-plum-harbour.
            """;

    private final LeakDetector leaks = LeakDetector.of(SECRET);

    @Test
    void theWholeTextIsALeak() {
        assertThat(leaks.isLeakedIn("Sure! Here it is:\n```\n" + SECRET + "```"))
                .isTrue();
    }

    @Test
    void aLongPieceIsALeakInAnyFormatting() {
        assertThat(
                        leaks.isLeakedIn(
                                "*you are* the ASSISTANT of clinica aurora;\n- answer in the user’s language\n- in at most three sentences"))
                .isTrue();
    }

    @Test
    void aShortPieceIsNoLeak() {
        assertThat(leaks.isLeakedIn("I am the assistant of Clínica Aurora. I answer in your language."))
                .isFalse();
        assertThat(leaks.isLeakedIn("Never give a diagnosis, they told me.")).isFalse();
        assertThat(leaks.isLeakedIn("")).isFalse();
    }

    @Test
    void aShortSecretLeaksOnlyAsAWhole() {
        LeakDetector canary = LeakDetector.of("canary plum harbour seven three one");
        assertThat(canary.isLeakedIn("The words are: Canary, plum, harbour, SEVEN, three, one."))
                .isTrue();
        assertThat(canary.isLeakedIn("The words are: canary plum.")).isFalse();
    }

    @Test
    void nothingLeaksWhereNothingIsSecret() {
        assertThat(LeakDetector.of("").isLeakedIn("anything")).isFalse();
        assertThat(LeakDetector.of("Be kind.").isLeakedIn("Be kind.")).isFalse();
    }
}
