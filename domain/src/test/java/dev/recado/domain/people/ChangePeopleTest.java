package dev.recado.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.FrontDesk;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePeopleTest {
    private final FrontDesk desk = new FrontDesk();
    private final Person root = desk.person("Root", PersonRole.ADMIN);

    private long admins() {
        return desk.people.all().stream()
                .filter(person -> person.mayLogIn() && person.role() == PersonRole.ADMIN)
                .count();
    }

    @Test
    void theLastAdminCannotBeRemoved() {
        PeopleChange demoted = desk.change.change(
                root.caller(), root.id(), new ChangePeople.Wish(null, PersonRole.AGENT, null, null, null));

        assertThat(demoted).isInstanceOf(PeopleChange.LastAdmin.class);
        assertThat(desk.change.deactivate(root.caller(), root.id())).isInstanceOf(PeopleChange.LastAdmin.class);
        assertThat(desk.people.find(root.id())).contains(root);
    }

    @Test
    void anAdminWhoHasNotAcceptedTheInvitationDoesNotCount() {
        desk.invite.invite(root.caller(), new EmailAddress("luis@example.com"), "Luis", PersonRole.ADMIN);

        assertThat(desk.change.deactivate(root.caller(), root.id())).isInstanceOf(PeopleChange.LastAdmin.class);
    }

    @Test
    void adminsWhoRemoveEachOtherAtTheSameMomentDoNotLeaveNobody() {
        for (int round = 0; round < 50; round++) {
            FrontDesk fresh = new FrontDesk();
            List<Person> two = List.of(fresh.person("One", PersonRole.ADMIN), fresh.person("Two", PersonRole.ADMIN));
            IntStream.range(0, 2)
                    .parallel()
                    .forEach(i -> fresh.change.deactivate(
                            two.get(i).caller(), two.get(1 - i).id()));

            assertThat(fresh.people.all().stream().filter(Person::mayLogIn)).isNotEmpty();
        }
    }

    @Test
    void anotherAdminCanBeRemovedAndIsRecorded() {
        Person luis = desk.person("Luis", PersonRole.ADMIN);
        assertThat(desk.change.deactivate(root.caller(), luis.id())).isInstanceOf(PeopleChange.Done.class);
        assertThat(admins()).isOne();
        assertThat(desk.auditLog.list(AuditLog.Filter.ALL, 9, null))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.who()).isEqualTo(root.author());
                    assertThat(entry.action()).isEqualTo(AuditEntry.Action.PERSON_CHANGED);
                    assertThat(entry.subject()).isEqualTo(luis.id());
                    assertThat(entry.details()).containsEntry("active", "false");
                });
    }
}
