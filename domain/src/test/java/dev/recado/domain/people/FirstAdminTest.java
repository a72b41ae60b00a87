package dev.recado.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.people.FirstAdmin.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstAdminTest {
    private static final EmailAddress EMAIL = new EmailAddress("root@example.com");

    private final FrontDesk desk = new FrontDesk();
    private final FirstAdmin firstAdmin = desk.firstAdmin(null);

    @Test
    void theLinkMakesTheFirstAdminOnce() {
        String link = firstAdmin.issueLink().orElseThrow();
        assertThat(firstAdmin.isOpen(link)).isTrue();

        Setup done = firstAdmin.setUp(link, EMAIL, "Root", FrontDesk.PASSWORD);

        assertThat(done).isInstanceOf(Setup.Done.class);
        assertThat(desk.people.all()).singleElement().satisfies(person -> {
            assertThat(person.role()).isEqualTo(PersonRole.ADMIN);
            assertThat(person.mayLogIn()).isTrue();
        });
        assertThat(firstAdmin.setUp(link, EMAIL, "Another", "another password")).isInstanceOf(Setup.InvalidLink.class);
        assertThat(firstAdmin.issueLink()).as("no more").isEmpty();
        assertThat(desk.logIn.logIn("root@example.com", FrontDesk.PASSWORD, "client"))
                .isInstanceOf(LogInUseCase.Login.Accepted.class);
    }

    @Test
    void ofSeveralWhoUseOneLinkOneBecomesAdmin() {
        String link = firstAdmin.issueLink().orElseThrow();

        List<Setup> outcomes = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i ->
                        firstAdmin.setUp(link, new EmailAddress("a" + i + "@example.com"), "A" + i, FrontDesk.PASSWORD))
                .toList();

        assertThat(outcomes).filteredOn(Setup.Done.class::isInstance).hasSize(1);
        assertThat(desk.people.all()).hasSize(1);
    }

    @Test
    void aPasswordThatIsRefusedDoesNotUseTheLinkUp() {
        String link = firstAdmin.issueLink().orElseThrow();
        for (String bad : List.of("short", "Root@example.com", "aaaaaaaaaaaaaa", "x".repeat(201))) {
            assertThat(firstAdmin.setUp(link, EMAIL, "Root", bad)).as(bad).isInstanceOf(Setup.Unfit.class);
        }
        assertThat(firstAdmin.setUp(link, null, "Root", FrontDesk.PASSWORD)).isInstanceOf(Setup.Unfit.class);
        assertThat(firstAdmin.setUp(link, EMAIL, "Root", FrontDesk.PASSWORD)).isInstanceOf(Setup.Done.class);
    }

    @Test
    void aLinkExpiresAndAnInventedOneIsNone() {
        String link = firstAdmin.issueLink().orElseThrow();
        desk.clock.advance(FirstAdmin.VALID);

        assertThat(firstAdmin.setUp(link, EMAIL, "Root", FrontDesk.PASSWORD)).isInstanceOf(Setup.InvalidLink.class);
        assertThat(firstAdmin.setUp("rcl_invented", EMAIL, "Root", FrontDesk.PASSWORD))
                .isInstanceOf(Setup.InvalidLink.class);
        assertThat(desk.people.all()).isEmpty();
    }

    @Test
    void anInvitationsLinkSetsUpNobody() {
        PeopleChange.Done invited = (PeopleChange.Done)
                desk.invite.invite(Caller.OPERATOR, new EmailAddress("ana@example.com"), "Ana", PersonRole.AGENT);

        assertThat(firstAdmin.setUp(String.valueOf(invited.link()), EMAIL, "Ana", FrontDesk.PASSWORD))
                .isInstanceOf(Setup.InvalidLink.class);
    }

    @Test
    void withAnAddressGivenNobodyElseBecomesAdmin() {
        FirstAdmin fixed = desk.firstAdmin(EMAIL);
        String link = fixed.issueLink().orElseThrow();

        assertThat(fixed.setUp(link, new EmailAddress("eve@example.com"), "Eve", FrontDesk.PASSWORD))
                .isInstanceOf(Setup.Unfit.class);
        assertThat(fixed.setUp(link, null, "Root", FrontDesk.PASSWORD)).isInstanceOf(Setup.Done.class);
        assertThat(desk.people.find(EMAIL)).isPresent();
    }

    @Test
    void eachStartAnnouncesALinkUntilThereIsAnAdmin() {
        List<String> announced = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            new FirstAdminLink(firstAdmin, (_, task) -> task.run(), true, announced::add).start();
        }
        assertThat(announced).hasSize(2).doesNotHaveDuplicates();
        assertThat(firstAdmin.setUp(announced.getFirst(), EMAIL, "Root", FrontDesk.PASSWORD))
                .as("links of other processes stay valid")
                .isInstanceOf(Setup.Done.class);

        new FirstAdminLink(firstAdmin, (_, task) -> task.run(), true, announced::add).start();
        new FirstAdminLink(desk.firstAdmin(null), (_, task) -> task.run(), false, announced::add).start();
        assertThat(announced).hasSize(2);
        assertThat(firstAdmin.isOpen(announced.getLast()))
                .as("void with the first")
                .isFalse();
    }
}
