package dev.recado.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.people.SetPassword.Outcome;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final EmailAddress ANAS = new EmailAddress("ana@example.com");
    private final FrontDesk desk = new FrontDesk();

    private String invited(String name, PersonRole role) {
        PeopleChange.Done done = (PeopleChange.Done) desk.invite.invite(Caller.OPERATOR, ANAS, name, role);
        return Objects.requireNonNull(done.link());
    }

    @Test
    void aLinkLetsItsHolderSetThePasswordOnce() {
        String link = invited("Ana", PersonRole.AGENT);
        assertThat(desk.logIn.logIn("ana@example.com", "", "client")).isInstanceOf(LogInUseCase.Login.Refused.class);

        assertThat(desk.passwords.accept(link, "Ana P.", FrontDesk.PASSWORD)).isInstanceOf(Outcome.Done.class);
        assertThat(desk.passwords.accept(link, "Eve", "another password")).isInstanceOf(Outcome.InvalidLink.class);
        assertThat(desk.people.find(ANAS)).map(Person::name).contains("Ana P.");
    }

    @Test
    void aLinkExpiresAndTheNextOneMakesItVoid() {
        String first = invited("Ana", PersonRole.AGENT);
        String second = invited("Ana", PersonRole.SUPERVISOR);
        assertThat(desk.passwords.invited(first)).isEmpty();
        assertThat(desk.passwords.invited(second)).map(Person::role).contains(PersonRole.SUPERVISOR);

        desk.clock.advance(InvitePeople.VALID);
        assertThat(desk.passwords.accept(second, null, FrontDesk.PASSWORD)).isInstanceOf(Outcome.InvalidLink.class);
    }

    @Test
    void somebodyWhoIsThereIsNotInvitedAgain() {
        Person ana = desk.person("Ana", PersonRole.AGENT);

        assertThat(desk.invite.invite(Caller.OPERATOR, ANAS, "Eve", PersonRole.ADMIN))
                .isInstanceOf(PeopleChange.EmailTaken.class);
        assertThat(desk.people.find(ANAS)).contains(ana);
    }

    @Test
    void aNewLinkReplacesAForgottenPasswordAndEndsEverySession() {
        Person ana = desk.person("Ana", PersonRole.AGENT);
        String session = desk.sessions.open(ana);
        PeopleChange.Done done = (PeopleChange.Done) desk.invite.newLink(Caller.OPERATOR, ana.id());
        assertThat(desk.sessions.person(session)).as("the phone may be lost").isEmpty();

        assertThat(desk.passwords.accept(String.valueOf(done.link()), null, "quite another horse"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(desk.sessions.person(session)).isEmpty();
        assertThat(desk.logIn.logIn("ana@example.com", FrontDesk.PASSWORD, "client"))
                .isInstanceOf(LogInUseCase.Login.Refused.class);
    }

    @Test
    void aDeactivatedPersonsLinkIsVoid() {
        String link = invited("Ana", PersonRole.AGENT);
        desk.change.deactivate(
                Caller.OPERATOR, desk.people.find(ANAS).orElseThrow().id());

        assertThat(desk.passwords.accept(link, null, FrontDesk.PASSWORD)).isInstanceOf(Outcome.InvalidLink.class);
    }

    @Test
    void noTextShowsASecret() {
        PeopleChange done = desk.invite.invite(Caller.OPERATOR, ANAS, "Ana", PersonRole.AGENT);
        String link = String.valueOf(((PeopleChange.Done) done).link());
        Outcome accepted = desk.passwords.accept(link, null, FrontDesk.PASSWORD);
        MachineTokens.Created created = desk.machines
                .create(Caller.OPERATOR, "helpdesk", java.util.Set.of(MachineToken.Scope.READ))
                .orElseThrow();

        assertThat(done.toString()).doesNotContain(link).doesNotContain("ana@");
        assertThat(accepted.toString())
                .doesNotContain(((Outcome.Done) accepted).session())
                .doesNotContain(FrontDesk.PASSWORD);
        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(desk.auditLog.list(AuditLog.Filter.ALL, 99, null).toString())
                .doesNotContain(link, created.secret(), FrontDesk.PASSWORD);
    }
}
