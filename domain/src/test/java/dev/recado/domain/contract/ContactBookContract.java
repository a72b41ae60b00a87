package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [ContactBook].
public interface ContactBookContract {
    Phone ANAS = new Phone("+15550000001");
    Phone BRUNOS = new Phone("+15550000002");
    BusinessScoped HIDDEN = new BusinessScoped("US.13491208655302741918");

    /// The book under test, empty.
    ContactBook book();

    private static Contact contact(String id, UserAddress... addresses) {
        return new Contact(id, Set.of(addresses), "Name of " + id, null, null, Map.of());
    }

    @Test
    default void aContactIsFoundByItsIdAndEachAddress() {
        Contact ana = new Contact(
                "C-1",
                Set.of(ANAS, HIDDEN),
                "Ana Pérez",
                "ana@example.com",
                Language.PORTUGUESE,
                Map.of("plan", "oro", "última visita", "2026-10-01"));
        assertThat(book().isEmpty()).isTrue();
        book().put(List.of(ana, contact("C-2", BRUNOS)));
        assertThat(book().isEmpty()).isFalse();

        assertThat(book().get("C-1")).contains(ana);
        assertThat(book().find(Set.of(ANAS))).contains(ana);
        assertThat(book().find(Set.of(HIDDEN))).contains(ana);
        assertThat(book().find(Set.of(BRUNOS))).map(Contact::id).contains("C-2");
        assertThat(book().get("C-3")).isEmpty();
        assertThat(book().find(Set.of(new Phone("+15550000003")))).isEmpty();
        assertThat(book().find(Set.of())).isEmpty();
    }

    @Test
    default void aContactReplacesTheOneWithItsId() {
        book().put(List.of(contact("C-1", ANAS, HIDDEN)));
        Contact moved = contact("C-1", BRUNOS);
        book().put(List.of(moved));
        book().put(List.of(moved));

        assertThat(book().get("C-1")).contains(moved);
        assertThat(book().find(Set.of(BRUNOS))).contains(moved);
        assertThat(book().find(Set.of(ANAS, HIDDEN))).isEmpty();
    }

    @Test
    default void anAddressBelongsToTheContactItWasLastStoredWith() {
        book().put(List.of(contact("C-1", ANAS, HIDDEN)));
        book().put(List.of(contact("C-2", ANAS)));

        assertThat(book().find(Set.of(ANAS))).map(Contact::id).contains("C-2");
        assertThat(book().find(Set.of(HIDDEN))).map(Contact::id).contains("C-1");
        assertThat(book().find(List.of(HIDDEN, ANAS))).map(Contact::id).contains("C-1");
        assertThat(book().find(List.of(ANAS, HIDDEN))).map(Contact::id).contains("C-2");
    }

    @Test
    default void aNumberIsFoundInAnotherSpelling() {
        // Argentina's mobile numbers with and without the 9
        book().put(List.of(contact("C-1", new Phone("+541155501234"))));

        assertThat(book().find(Set.of(new Phone("+5491155501234"))))
                .map(Contact::id)
                .contains("C-1");
    }

    @Test
    default void manyContactsAreStoredTogether() {
        List<Contact> many = IntStream.range(0, 1_200)
                .mapToObj(i -> contact("C-" + i, new Phone("+1555%07d".formatted(i))))
                .toList();
        book().put(many);

        assertThat(book().get("C-1199")).contains(many.get(1_199));
        assertThat(book().find(Set.of(new Phone("+15550000500")))).contains(many.get(500));
    }
}
