package dev.recado.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.FrontDesk;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {
    private final FrontDesk desk = new FrontDesk();
    private final Person ana = desk.person("Ana", PersonRole.AGENT);
    private final String session = desk.sessions.open(ana);

    private void pass(Duration time) {
        desk.clock.advance(time);
    }

    @Test
    void theStoreHoldsNoSecret() {
        assertThat(desk.sessionStore.stored())
                .contains(SecretTokens.digest(session))
                .doesNotContain(session);
    }

    @Test
    void whatWasCheckedIsNotReadAgainForSeconds() {
        for (int i = 0; i < 10; i++) {
            assertThat(desk.sessions.person(session)).contains(ana);
        }
        assertThat(desk.sessionStore.reads()).isOne();
        pass(OpenSessions.CHECKED_FOR);
        desk.sessions.person(session);
        assertThat(desk.sessionStore.reads()).isEqualTo(2);
    }

    @Test
    void aSessionInUseLastsLongerThanItsIdleTime() {
        for (int hour = 0; hour < 48; hour++) {
            pass(Duration.ofHours(1));
            assertThat(desk.sessions.person(session)).contains(ana);
        }
        pass(PersonSession.MAX_IDLE);
        assertThat(desk.sessions.person(session)).isEmpty();
    }

    @Test
    void noUseMakesASessionOlderThanThirtyDays() {
        for (int hour = 0; hour < 30 * 24 - 1; hour++) {
            pass(Duration.ofHours(1));
            assertThat(desk.sessions.person(session)).contains(ana);
        }
        pass(Duration.ofHours(1));
        assertThat(desk.sessions.person(session)).isEmpty();
    }

    @Test
    void anAnswerFromMemoryDoesNotOutliveTheSession() {
        pass(PersonSession.MAX_IDLE.minusSeconds(1));
        desk.sessionStore.touch(new PersonSession(
                SecretTokens.digest(session),
                ana.id(),
                ana.passwordStamp(),
                desk.clock.instant().minus(PersonSession.MAX_AGE).plusSeconds(1),
                desk.clock.instant()));
        assertThat(desk.sessions.person(session)).isPresent();
        pass(Duration.ofSeconds(1));
        assertThat(desk.sessions.person(session)).isEmpty();
    }

    @Test
    void aDeactivatedPersonIsOutAtOnceAndAnotherRoleCountsAtOnce() {
        desk.person("Root", PersonRole.ADMIN);
        desk.sessions.person(session);
        desk.change.change(
                Caller.OPERATOR, ana.id(), new ChangePeople.Wish(null, PersonRole.SUPERVISOR, null, null, null));
        assertThat(desk.sessions.person(session)).map(Person::role).contains(PersonRole.SUPERVISOR);

        desk.change.deactivate(Caller.OPERATOR, ana.id());
        assertThat(desk.sessions.person(session)).isEmpty();
        desk.change.change(Caller.OPERATOR, ana.id(), new ChangePeople.Wish(null, null, true, null, null));
        assertThat(desk.sessions.person(session))
                .as("the session does not come back")
                .isEmpty();
    }

    @Test
    void aSessionThatIsOpenedWithThePasswordOfBeforeIsWorthNothing() {
        // As a login that checked the password just before it was changed.
        desk.passwords.change(ana, FrontDesk.PASSWORD, "quite another horse", "client");
        String late = desk.sessions.open(ana);

        assertThat(desk.sessions.person(late)).isEmpty();
        assertThat(desk.sessions.person(session)).isEmpty();
    }

    @Test
    void anotherProcessEndsItsCopyWithinSeconds() {
        FrontDesk other = desk.otherProcess();
        assertThat(other.sessions.person(session)).isPresent();
        desk.sessions.endAll(ana.id());
        assertThat(other.sessions.person(session)).as("from memory").isPresent();
        pass(OpenSessions.CHECKED_FOR);
        assertThat(other.sessions.person(session)).isEmpty();
    }
}
