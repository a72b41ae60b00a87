package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.people.PersonSession;
import dev.recado.domain.people.PersonSessions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The contract of every [PersonSessions].
public interface PersonSessionsContract {

    /// The store under test, empty.
    PersonSessions openSessions();

    private static PersonSession session(String digest, String person) {
        return new PersonSession(digest, person, "a stamp", NOON, NOON);
    }

    @Test
    default void aSessionIsFoundUntilItIsIdleTooLong() {
        PersonSession session = session("d-1", "p-1");
        openSessions().add(session);
        Instant end = NOON.plus(PersonSession.MAX_IDLE);

        assertThat(openSessions().find("d-1", end.minusMillis(1))).contains(session);
        assertThat(openSessions().find("d-1", end)).isEmpty();
        assertThat(openSessions().find("d-2", NOON)).isEmpty();
    }

    @Test
    default void useProlongsASessionUpToItsGreatestAge() {
        openSessions().add(session("d-1", "p-1"));
        Instant used = NOON.plus(Duration.ofHours(11));
        PersonSession seen = new PersonSession("d-1", "p-1", "a stamp", NOON, used);
        openSessions().touch(seen);
        assertThat(openSessions().find("d-1", NOON.plus(Duration.ofHours(22)))).contains(seen);

        Instant last = NOON.plus(PersonSession.MAX_AGE).minusSeconds(1);
        openSessions().touch(new PersonSession("d-1", "p-1", "a stamp", NOON, last));
        assertThat(openSessions().find("d-1", last)).isPresent();
        assertThat(openSessions().find("d-1", last.plusSeconds(1))).isEmpty();
    }

    @Test
    default void anEndedSessionIsGoneAndUseDoesNotBringItBack() {
        openSessions().add(session("d-1", "p-1"));
        openSessions().end("d-1");
        openSessions().end("d-1");
        openSessions().touch(session("d-1", "p-1"));

        assertThat(openSessions().find("d-1", NOON)).isEmpty();
    }

    @Test
    default void allSessionsOfAPersonEndTogether() {
        openSessions().add(session("d-1", "p-1"));
        openSessions().add(session("d-2", "p-1"));
        openSessions().add(session("d-3", "p-2"));
        openSessions().endAll("p-1");

        assertThat(openSessions().find("d-1", NOON)).isEmpty();
        assertThat(openSessions().find("d-2", NOON)).isEmpty();
        assertThat(openSessions().find("d-3", NOON)).isPresent();
    }
}
