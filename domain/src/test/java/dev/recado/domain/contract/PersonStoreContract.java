package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.Person.Invitation;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.people.PersonStore;
import dev.recado.domain.people.Visibility;
import dev.recado.domain.text.Language;
import org.junit.jupiter.api.Test;

/// The contract of every [PersonStore].
public interface PersonStoreContract {
    EmailAddress ANAS_EMAIL = new EmailAddress("ana@example.com");
    EmailAddress LUIS_EMAIL = new EmailAddress("luis@example.com");

    /// The store under test, empty.
    PersonStore people();

    private static Person invited(String id, EmailAddress email, String name) {
        return Person.invited(
                id, email, name, PersonRole.AGENT, new Invitation("digest of " + id, NOON.plusSeconds(60)), NOON);
    }

    @Test
    default void aPersonIsFoundByIdEmailAndInvitation() {
        Person ana = invited("p-1", ANAS_EMAIL, "Ana Pérez");
        assertThat(people().add(ana)).isTrue();

        assertThat(people().find("p-1")).contains(ana);
        assertThat(people().find(ANAS_EMAIL)).contains(ana);
        assertThat(people().findInvited("digest of p-1")).contains(ana);
        assertThat(people().find("p-2")).isEmpty();
        assertThat(people().find(LUIS_EMAIL)).isEmpty();
        assertThat(people().findInvited("digest of p-2")).isEmpty();
    }

    @Test
    default void twoPeopleCannotHaveOneEmail() {
        Person ana = invited("p-1", ANAS_EMAIL, "Ana");
        people().add(ana);

        assertThat(people().add(invited("p-2", ANAS_EMAIL, "Another"))).isFalse();
        assertThat(people().find(ANAS_EMAIL)).contains(ana);
        assertThat(people().all()).containsExactly(ana);
    }

    @Test
    default void everyFieldIsStored() {
        Person ana = invited("p-1", ANAS_EMAIL, "Ana");
        people().add(ana);
        Person changed =
                ana.with("a hash").with(Visibility.ALL).with("Ana P.", PersonRole.ADMIN, false, Language.PORTUGUESE);

        assertThat(people().replace(ana, changed)).isTrue();
        assertThat(people().find("p-1")).contains(changed);
        assertThat(people().find("p-1").orElseThrow().passwordHash()).isEqualTo("a hash");
        assertThat(people().findInvited("digest of p-1")).as("used up").isEmpty();
    }

    @Test
    default void aChangeOfWhatWasChangedMeanwhileIsRefused() {
        Person ana = invited("p-1", ANAS_EMAIL, "Ana");
        people().add(ana);
        Person first = ana.with("first");
        people().replace(ana, first);

        assertThat(people().replace(ana, ana.with("second"))).isFalse();
        assertThat(people().replace(invited("p-9", LUIS_EMAIL, "Luis"), first)).isFalse();
        assertThat(people().find("p-1")).contains(first);
    }

    @Test
    default void everybodyIsListedByName() {
        people().add(invited("p-1", LUIS_EMAIL, "Luis"));
        people().add(invited("p-2", ANAS_EMAIL, "Ana"));

        assertThat(people().all()).extracting(Person::name).containsExactly("Ana", "Luis");
    }
}
