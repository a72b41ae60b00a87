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
    private final List<Collection<UserAddress>> askedElsewhere = new ArrayList<>();
    private ContactDirectory elsewhere = CachedContactDirectory.NOBODY;
    private final CachedContactDirectory memory = new CachedContactDirectory(book, this::ask, clock);

    private Optional<Contact> ask(Collection<UserAddress> addresses, Instant deadline) {
        askedElsewhere.add(addresses);
        return elsewhere.find(addresses, deadline);
    }

    private Optional<String> name() {
        return memory.find(ANA, clock.instant().plusSeconds(3)).map(Contact::name);
    }

    private static Contact ana(String name) {
        return new Contact("C-1", ANA, name, null, null, Map.of());
    }

    @Test
    void somebodyKnownIsLookedUpOnceInAWhile() {
        memory.keep(List.of(ana("Ana")));
        assertThat(name()).contains("Ana");
        assertThat(name()).contains("Ana");
        assertThat(book.asked()).as("whether it is empty, and for Ana").isEqualTo(2);
        assertThat(askedElsewhere).isEmpty();

        clock.advance(Duration.ofSeconds(46));
        assertThat(name()).contains("Ana");
        assertThat(book.asked()).isEqualTo(4);
    }

    @Test
    void somebodyUnknownIsLookedUpOnceInAWhile() {
        assertThat(name()).isEmpty();
        assertThat(name()).isEmpty();

        assertThat(book.asked()).isEqualTo(1);
        assertThat(askedElsewhere).hasSize(1);
    }

    @Test
    void anEmptyBookIsLookedIntoOnceInAWhileForAllStrangers() {
        for (int i = 0; i < 9; i++) {
            memory.find(Set.of(new Phone("+1555000010" + i)), clock.instant());
        }
        assertThat(book.asked()).isEqualTo(1);
        assertThat(askedElsewhere).hasSize(9);

        clock.advance(Duration.ofSeconds(44));
        assertThat(name()).isEmpty();
        // as another process stores it
        book.put(List.of(ana("Ana")));
        clock.advance(Duration.ofSeconds(2));
        assertThat(name()).contains("Ana");
    }

    @Test
    void whatIsKeptIsKnownAtOnce() {
        assertThat(name()).isEmpty();
        memory.keep(List.of(ana("Ana")));
        assertThat(name()).contains("Ana");
        memory.keep(List.of(ana("Ana Pérez")));
        assertThat(name()).contains("Ana Pérez");
    }

    @Test
    void whatTheBookDoesNotKnowTheServerMay() {
        elsewhere = (addresses, deadline) -> Optional.of(ana("Ana of the server"));
        assertThat(name()).contains("Ana of the server");
        assertThat(name()).contains("Ana of the server");
        assertThat(askedElsewhere).hasSize(1);

        memory.keep(List.of(ana("Ana")));
        assertThat(name()).contains("Ana");
    }

    @Test
    void aFailureIsNotRemembered() {
        elsewhere = (addresses, deadline) -> {
            throw new PortUnavailableException("gone");
        };
        assertThatThrownBy(this::name).isInstanceOf(PortUnavailableException.class);
        elsewhere = (addresses, deadline) -> Optional.of(ana("Ana"));
        assertThat(name()).contains("Ana");
    }

    @Test
    void whatChangedWhileItWasAskedForIsNotRemembered() {
        elsewhere = (addresses, deadline) -> {
            memory.keep(List.of(ana("Ana")));
            return Optional.empty();
        };
        assertThat(name()).isEmpty();
        assertThat(name()).contains("Ana");
    }
}
