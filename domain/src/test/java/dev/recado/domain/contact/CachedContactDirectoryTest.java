package dev.recado.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.fake.InMemoryContactBook;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Look-ups are cached for a short while, with and without a result.
class CachedContactDirectoryTest {
    private static final Set<UserAddress> ANA = Set.of(new Phone("+15550000001"));

    private final SettableClock clock = new SettableClock();
    private final InMemoryContactBook book = new InMemoryContactBook();
    private final List<Collection<UserAddress>> serverRequests = new ArrayList<>();
    private ContactDirectory server = CachedContactDirectory.EMPTY;
    private final CachedContactDirectory directory = new CachedContactDirectory(book, this::ask, clock);

    private Optional<Contact> ask(Collection<UserAddress> addresses, Instant deadline) {
        serverRequests.add(addresses);
        return server.find(addresses, deadline);
    }

    private Optional<String> name() {
        return directory.find(ANA, clock.instant().plusSeconds(3)).map(Contact::name);
    }

    private static Contact ana(String name) {
        return new Contact("C-1", ANA, name, null, null, Map.of());
    }

    @Test
    void aKnownContactIsCached() {
        directory.save(List.of(ana("Ana")));
        assertThat(name()).contains("Ana");
        assertThat(name()).contains("Ana");
        assertThat(book.searches()).as("whether it is empty, and for Ana").isEqualTo(2);
        assertThat(serverRequests).isEmpty();

        clock.advance(Duration.ofSeconds(46));
        assertThat(name()).contains("Ana");
        assertThat(book.searches()).isEqualTo(4);
    }

    @Test
    void anUnknownContactIsCached() {
        assertThat(name()).isEmpty();
        assertThat(name()).isEmpty();

        assertThat(book.searches()).isEqualTo(1);
        assertThat(serverRequests).hasSize(1);
    }

    @Test
    void anEmptyBookIsCachedForAllUsers() {
        for (int i = 0; i < 9; i++) {
            directory.find(Set.of(new Phone("+1555000010" + i)), clock.instant());
        }
        assertThat(book.searches()).isEqualTo(1);
        assertThat(serverRequests).hasSize(9);

        clock.advance(Duration.ofSeconds(44));
        assertThat(name()).isEmpty();
        // as another process stores it
        book.put(List.of(ana("Ana")));
        clock.advance(Duration.ofSeconds(2));
        assertThat(name()).contains("Ana");
    }

    @Test
    void aSavedContactIsKnownAtOnce() {
        assertThat(name()).isEmpty();
        directory.save(List.of(ana("Ana")));
        assertThat(name()).contains("Ana");
        directory.save(List.of(ana("Ana Pérez")));
        assertThat(name()).contains("Ana Pérez");
    }

    @Test
    void theServerIsAskedForContactsNotInTheBook() {
        server = (_, _) -> Optional.of(ana("Ana of the server"));
        assertThat(name()).contains("Ana of the server");
        assertThat(name()).contains("Ana of the server");
        assertThat(serverRequests).hasSize(1);

        directory.save(List.of(ana("Ana")));
        assertThat(name()).contains("Ana");
    }

    @Test
    void aFailureIsNotCached() {
        server = (_, _) -> {
            throw new PortUnavailableException("gone");
        };
        assertThatThrownBy(this::name).isInstanceOf(PortUnavailableException.class);
        server = (_, _) -> Optional.of(ana("Ana"));
        assertThat(name()).contains("Ana");
    }

    @Test
    void aResultIsNotCachedIfContactsChangedMeanwhile() {
        server = (_, _) -> {
            directory.save(List.of(ana("Ana")));
            return Optional.empty();
        };
        assertThat(name()).isEmpty();
        assertThat(name()).contains("Ana");
    }
}
