package dev.recado.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.people.SecretTokens.Kind;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretTokensTest {
    private final SecretTokens tokens = new SecretTokens(new FakeIdKey()::get, new SecureRandom());
    private final SecretTokens anotherStores = new SecretTokens(() -> new byte[32], new SecureRandom());

    @Test
    void onlyWhatThisStoreIssuedIsGenuineAndOnlyAsItsKind() {
        String session = tokens.issue(Kind.SESSION);

        assertThat(tokens.isGenuine(Kind.SESSION, session)).isTrue();
        assertThat(tokens.issue(Kind.SESSION)).isNotEqualTo(session);
        assertThat(tokens.isGenuine(Kind.MACHINE, session)).isFalse();
        assertThat(tokens.isGenuine(Kind.MACHINE, session.replace("rcs_", "rcm_")))
                .isFalse();
        assertThat(anotherStores.isGenuine(Kind.SESSION, session)).isFalse();
    }

    @Test
    void aChangedOrDamagedTextIsNotGenuine() {
        String session = tokens.issue(Kind.SESSION);
        for (int i = 0; i < session.length(); i++) {
            char other = session.charAt(i) == 'A' ? 'B' : 'A';
            String changed = session.substring(0, i) + other + session.substring(i + 1);
            assertThat(tokens.isGenuine(Kind.SESSION, changed)).as("at %d", i).isFalse();
        }
        assertThat(tokens.isGenuine(Kind.SESSION, "")).isFalse();
        assertThat(tokens.isGenuine(Kind.SESSION, session + "A")).isFalse();
        assertThat(tokens.isGenuine(Kind.SESSION, session.substring(0, session.length() - 1) + "é"))
                .isFalse();
    }

    @Test
    void theTokenAgainstForgeryBelongsToOneSession() {
        String session = tokens.issue(Kind.SESSION);
        String csrf = tokens.csrf(session);

        assertThat(csrf).isNotEqualTo(session).doesNotContain(session);
        assertThat(tokens.isCsrfOf(session, csrf)).isTrue();
        assertThat(tokens.isCsrfOf(tokens.issue(Kind.SESSION), csrf)).isFalse();
        assertThat(tokens.isCsrfOf(session, "")).isFalse();
    }
}
