package dev.recado.domain.usecase;

import dev.recado.domain.model.Contact;
import dev.recado.domain.model.UserAddress;
import dev.recado.domain.port.ContactBook;
import dev.recado.domain.port.ContactDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whom the business knows: those in its own book, else those whom a server of its own knows. What was found is
/// remembered for a short while, also that nobody was.
public final class ContactMemory implements ContactDirectory, KeepContactsUseCase {
    /// Knows nobody.
    public static final ContactDirectory NOBODY = (addresses, deadline) -> Optional.empty();

    private static final Duration FRESH = Duration.ofSeconds(45);
    private static final int MOST = 10_000;

    private final ContactBook book;
    private final ContactDirectory elsewhere;
    private final InstantSource clock;
    private final Map<Set<UserAddress>, Remembered> remembered = new LinkedHashMap<>();
    private long changes;

    private record Remembered(Optional<Contact> contact, Instant until) {}

    public ContactMemory(ContactBook book, ContactDirectory elsewhere, InstantSource clock) {
        this.book = book;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    @Override
    public Optional<Contact> find(Collection<UserAddress> addresses, Instant deadline) {
        Set<UserAddress> asked = addresses.stream().map(UserAddress::canonical).collect(Collectors.toUnmodifiableSet());
        long before;
        synchronized (this) {
            Remembered known = remembered.get(asked);
            if (known != null && known.until().isAfter(clock.instant())) {
                return known.contact();
            }
            before = changes;
        }
        Optional<Contact> found = book.find(addresses);
        Optional<Contact> contact = found.isPresent() ? found : elsewhere.find(addresses, deadline);
        remember(asked, contact, before);
        return contact;
    }

    /// Not if contacts changed meanwhile: it may be what was true before.
    private synchronized void remember(Set<UserAddress> asked, Optional<Contact> contact, long before) {
        if (before != changes) {
            return;
        }
        remembered.remove(asked);
        remembered.put(asked, new Remembered(contact, clock.instant().plus(FRESH)));
        if (remembered.size() > MOST) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    @Override
    public void keep(List<Contact> contacts) {
        try {
            book.put(contacts);
        } finally {
            forget();
        }
    }

    private synchronized void forget() {
        changes++;
        remembered.clear();
    }
}
